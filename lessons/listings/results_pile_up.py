"""A bounded request queue does not bound what is kept."""

import time
import threadpool

pool = threadpool.ThreadPool(2, q_size=2)
for request in threadpool.makeRequests(str, range(1000)):
    pool.putRequest(request)
while pool._results_queue.qsize() < 1000:
    time.sleep(0.01)  # until the last job is done

print("requests queued:", pool._requests_queue.qsize())
print("results queued:", pool._results_queue.qsize())
print("requests registered:", len(pool.workRequests))
pool.wait()
print("registered after wait():", len(pool.workRequests))
