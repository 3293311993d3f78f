"""SIGTERM asks the program to end. Main notes it, the workers finish
what they have begun, and nothing else is begun."""

import queue
import signal
import threading
import time

stop = threading.Event()
begun = threading.Semaphore(0)
jobs = queue.Queue()
done = []


def work():
    while not stop.is_set():
        try:
            job = jobs.get(timeout=0.05)
        except queue.Empty:
            continue
        begun.release()
        time.sleep(1)
        done.append(job)


signal.signal(signal.SIGTERM, lambda number, frame: stop.set())
for job in range(10):
    jobs.put(job)
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for _ in threads:
    begun.acquire()  # both have a job in hand
signal.raise_signal(signal.SIGTERM)  # as `kill` would, from outside
for thread in threads:
    thread.join()
print("done:", sorted(done), "left in the queue:", jobs.qsize())
