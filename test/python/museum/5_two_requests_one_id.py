"""Two requests have one requestID: wait() returns after the first, and the second result is lost."""

import threadpool

results = []
pool = threadpool.ThreadPool(1)
for number in range(2):
    request = threadpool.WorkRequest(int, [number], requestID="same")
    request.callback = lambda request, result: results.append(result)
    pool.putRequest(request)
pool.wait()
assert results == [0, 1], results
