import threading


def poll():
    while not over.wait(1):
        pass


over = threading.Event()
threading.Thread(target=poll).start()
