"""The worker gets the request, and is dismissed before its second check.
It puts the request back and leaves, and main waits for the result."""

import threading
import time

import threadpool

pool = threadpool.ThreadPool(1)
time.sleep(1)  # the worker is idle now
worker = pool.workers[0]
pool.putRequest(threadpool.WorkRequest(str, [1]))
threading.Thread(target=worker.dismiss).start()
pool.wait()
