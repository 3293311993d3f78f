"""No worker calls task_done(): after five requests and wait(), five tasks
are unfinished, and join() waits for ever."""

import threadpool

pool = threadpool.ThreadPool(2)
for request in threadpool.makeRequests(str, range(5)):
    pool.putRequest(request)
pool.wait()
print("unfinished_tasks:", pool._requests_queue.unfinished_tasks)
pool._requests_queue.join()
