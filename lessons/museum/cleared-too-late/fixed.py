"""Clear first, then check: whatever comes after the check sets the event
again."""

import threading

work_to_do = threading.Event()
jobs = []
done = []


def work():
    while len(done) < 3:
        work_to_do.wait()
        work_to_do.clear()
        while jobs:
            done.append(jobs.pop(0))


def add():
    for job in "abc":
        jobs.append(job)
        work_to_do.set()


threads = [threading.Thread(target=f) for f in (work, add)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert done == ["a", "b", "c"]
print(done)
