"""A pool grows, and its new workers have a timeout of their own."""

import threadpool

pool = threadpool.ThreadPool(1, poll_timeout=0.5)
pool.createWorkers(2)
pool.createWorkers(1, poll_timeout=0.5)
print("workers:", len(pool.workers))
print("seconds:", [worker._poll_timeout for worker in pool.workers])
