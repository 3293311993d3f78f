"""How a call of poll() can end."""

import time
import threadpool


def job():
    time.sleep(0.2)


def show(request, result):
    print("callback")


def poll(**how):
    try:
        print("poll returned", pool.poll(**how))
    except Exception as error:
        print("poll raised", type(error).__name__)


pool = threadpool.ThreadPool(1, poll_timeout=0.1)
poll()
pool.putRequest(threadpool.WorkRequest(job, callback=show))
poll()
time.sleep(0.4)
poll()

pool.dismissWorkers(1, do_join=True)
pool.putRequest(threadpool.WorkRequest(job, callback=show))
poll()
poll(block=True)
