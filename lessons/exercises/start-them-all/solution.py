"""Start some threads."""
from threading import Thread


def start_all(count, run):
    threads = []
    for _ in range(count):
        thread = Thread(target=run)
        thread.start()
        threads.append(thread)
    return threads
