"""Two requests have one requestID: wait() returns after the first, and
main never fetches the second result."""

import threadpool

results = []


def collect(request, result):
    results.append(result)


pool = threadpool.ThreadPool(1)
for number in range(2):
    request = threadpool.WorkRequest(
        int, [number], requestID="same", callback=collect
    )
    pool.putRequest(request)
pool.wait()
assert results == [0, 1], results
