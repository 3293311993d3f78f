"""Wait for several things."""
from threading import Thread


def wait_for_all(waits):
    threads = [Thread(target=wait) for wait in waits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
