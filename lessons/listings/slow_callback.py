"""Three results at once, and a callback that takes its time."""

import time
import threadpool


def job(number):
    time.sleep(0.1)


def slow(request, result):
    print(f"a callback begins at t = {time.perf_counter() - start:.1f}")
    time.sleep(0.2)


pool = threadpool.ThreadPool(3)
start = time.perf_counter()
for request in threadpool.makeRequests(job, range(3), slow):
    pool.putRequest(request)
pool.wait()
print(f"wait() returns at t = {time.perf_counter() - start:.1f}")
