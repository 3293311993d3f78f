"""A worker that is dismissed with a request in its hands puts it back and leaves; main waits for the result."""

import threading

import threadpool

pool = threadpool.ThreadPool(1)
worker = pool.workers[0]
pool.putRequest(threadpool.WorkRequest(str, [1]))
helper = threading.Thread(target=worker.dismiss)
helper.start()
pool.wait()
