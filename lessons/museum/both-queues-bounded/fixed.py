"""Only the request queue is bounded. A worker can always hand in its
result and take the next request, so main gets a free slot."""

import threadpool

results = []


def collect(request, result):
    results.append(result)


pool = threadpool.ThreadPool(1, q_size=1)
for request in threadpool.makeRequests(str, range(10), collect):
    pool.putRequest(request)
pool.wait()
print(results)
