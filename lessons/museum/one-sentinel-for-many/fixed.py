"""A worker that stops puts the None back for the next one."""

import queue
import threading

jobs = queue.Queue()
done = []


def work():
    while True:
        job = jobs.get()
        if job is None:
            jobs.put(None)
            break
        done.append(job)


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for job in range(4):
    jobs.put(job)
jobs.put(None)
for thread in threads:
    thread.join()
assert sorted(done) == [0, 1, 2, 3]
print("all have stopped")
