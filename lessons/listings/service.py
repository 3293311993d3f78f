"""A worker that can be told to stop."""

import queue
import threading
import time


def serve(jobs, stop, done):
    """Does jobs until `stop` is set. The job in hand is finished."""
    while not stop.is_set():
        try:
            job = jobs.get(timeout=0.2)
        except queue.Empty:
            continue
        done.append(job())


if __name__ == "__main__":
    jobs, stop, done = queue.Queue(), threading.Event(), []
    worker = threading.Thread(target=serve, args=(jobs, stop, done))
    worker.start()
    jobs.put(lambda: "first")
    time.sleep(1)
    stop.set()
    jobs.put(lambda: "second")
    worker.join()
    print(done, jobs.qsize())
