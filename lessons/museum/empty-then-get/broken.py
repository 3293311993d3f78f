"""Two workers empty a queue, and stop when it is empty."""

import queue
import threading

jobs = queue.Queue()
done = []
for job in range(3):
    jobs.put(job)


def work():
    while not jobs.empty():
        done.append(jobs.get())


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(done) == [0, 1, 2]
print("done:", len(done))
