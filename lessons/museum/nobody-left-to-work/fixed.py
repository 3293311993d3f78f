"""NoWorkersAvailable is an answer: main starts a worker and waits on."""

import threadpool

results = []


def collect(request, result):
    results.append(result)


pool = threadpool.ThreadPool(2)
for request in threadpool.makeRequests(str, range(3), collect):
    pool.putRequest(request)
pool.dismissWorkers(2)
while pool.workRequests:
    try:
        pool.wait()
    except threadpool.NoWorkersAvailable:
        pool.createWorkers(1)
print(sorted(results))
