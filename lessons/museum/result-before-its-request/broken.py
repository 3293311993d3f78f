"""putRequest queues first and registers after: a poll() in another
thread meets a result that it does not know."""

import threading
import time

import threadpool

pool = threadpool.ThreadPool(2)
pool.putRequest(threadpool.WorkRequest(time.sleep, [1]))
poller = threading.Thread(target=pool.wait)
poller.start()
pool.putRequest(threadpool.WorkRequest(str, [2]))
poller.join()
