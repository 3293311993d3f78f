"""Workers that are told by the queue itself (Python 3.13)."""

import queue
import threading
import time


def work(jobs, done):
    while True:
        try:
            n = jobs.get()
        except queue.ShutDown:
            break
        time.sleep(0.2)
        done.append(n)
        jobs.task_done()


def run(immediate):
    jobs, done = queue.Queue(), []
    for n in range(6):
        jobs.put(n)
    threads = [threading.Thread(target=work, args=(jobs, done))
               for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.1)  # both are at work
    jobs.shutdown(immediate)
    try:
        jobs.put(6)
    except queue.ShutDown:
        print("put() raises ShutDown")
    for thread in threads:
        thread.join()
    jobs.join()
    print(f"immediate={immediate}: {len(done)} of 6 done")


run(immediate=False)
run(immediate=True)
