"""Asking and taking are one call: get(block=False) does both under the
queue's own lock."""

import queue
import threading

jobs = queue.Queue()
done = []
for job in range(3):
    jobs.put(job)


def work():
    while True:
        try:
            job = jobs.get(block=False)
        except queue.Empty:
            break
        done.append(job)


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(done) == [0, 1, 2]
print("done:", len(done))
