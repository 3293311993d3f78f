"""Both queues hold one item. Main waits for room for a request, the
worker waits for room for a result."""

import threadpool

pool = threadpool.ThreadPool(1, q_size=1, resq_size=1)
for request in threadpool.makeRequests(str, range(10)):
    pool.putRequest(request)
pool.wait()
