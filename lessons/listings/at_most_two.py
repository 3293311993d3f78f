"""A semaphore lets two of five threads in at a time."""

import threading
import time

room = threading.Semaphore(2)
lock = threading.Lock()
inside = most = 0


def visit():
    global inside, most
    with room:
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.1)
        with lock:
            inside -= 1


threads = [threading.Thread(target=visit) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("most at once:", most)
