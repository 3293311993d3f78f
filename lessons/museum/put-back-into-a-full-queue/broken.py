"""A dismissed worker puts its request back. The bounded queue has been
filled again, so it waits for a slot, for ever."""

import threadpool

pool = threadpool.ThreadPool(1, q_size=1)
for request in threadpool.makeRequests(str, range(2)):
    pool.putRequest(request)
pool.dismissWorkers(1)
pool.joinAllDismissedWorkers()
