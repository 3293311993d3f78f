"""Each request has an ID of its own: the label and a number."""

import threadpool

results = []


def collect(request, result):
    results.append(result)


pool = threadpool.ThreadPool(1)
for number in range(2):
    request = threadpool.WorkRequest(
        int, [number], requestID=("same", number), callback=collect
    )
    pool.putRequest(request)
pool.wait()
assert results == [0, 1], results
print(results)
