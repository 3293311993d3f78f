"""A bounded request queue: who may wait for a slot, and how long."""

import queue
import threading
import time
import threadpool

started = threading.Event()
may_end = threading.Event()


def job(name):
    started.set()
    may_end.wait()
    return name


def show(request, result):
    print("done:", result)


def put(request, **how):
    start = time.perf_counter()
    try:
        pool.putRequest(request, **how)
        answer = "taken"
    except queue.Full:
        answer = "Full"
    waited = time.perf_counter() - start
    print(f"{request.args[0]} {how}: {answer} after {waited:.1f} s")


pool = threadpool.ThreadPool(1, q_size=1)
a, b, c, d = threadpool.makeRequests(job, "ABCD", show)
put(a)
started.wait()  # the worker has A; the queue is empty again
put(b)
put(c, block=False)
put(d, timeout=0.3)
print("registered:", [r.args[0] for r in pool.workRequests.values()])
may_end.set()
pool.wait()
print("wait() has returned")
