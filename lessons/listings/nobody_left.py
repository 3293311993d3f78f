import time

import threadpool


def job(number):
    time.sleep(0.2)
    return number


results = []


def collect(request, result):
    results.append(result)


pool = threadpool.ThreadPool(2)
for request in threadpool.makeRequests(job, range(4), collect):
    pool.putRequest(request)
time.sleep(0.1)  # both workers are at work now
pool.dismissWorkers(2)
try:
    pool.wait()
except threadpool.NoWorkersAvailable:
    print("NoWorkersAvailable, expected:", len(pool.workRequests))

pool.joinAllDismissedWorkers()
print("results in the queue:", pool._results_queue.qsize())
print("requests in the queue:", pool._requests_queue.qsize())
pool.createWorkers(1)
pool.wait()
print("results:", sorted(results))
