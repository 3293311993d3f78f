"""All workers are dismissed while requests are pending: wait() does not
catch NoWorkersAvailable."""

import threadpool

pool = threadpool.ThreadPool(2)
for request in threadpool.makeRequests(str, range(3)):
    pool.putRequest(request)
pool.dismissWorkers(2)
pool.wait()
