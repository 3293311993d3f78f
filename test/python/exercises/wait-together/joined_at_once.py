from threading import Thread


def wait_for_all(waits):
    for wait in waits:
        thread = Thread(target=wait)
        thread.start()
        thread.join()
