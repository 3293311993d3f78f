"""Nine workers, 99 tasks of 0.1 s, a callback for each result."""

import time

import threadpool

results = []


def square(n):
    time.sleep(0.1)
    return n * n


def keep(request, result):
    """Called by main, inside wait(): no lock is needed."""
    results.append(result)
    if len(results) % 33 == 0:
        print(len(results), "results so far")


start = time.perf_counter()
pool = threadpool.ThreadPool(9)
for request in threadpool.makeRequests(square, range(99), keep):
    pool.putRequest(request)
pool.wait()
print("all there:", sorted(results) == [n * n for n in range(99)])
print(f"cost all time: {time.perf_counter() - start:.1f}")
