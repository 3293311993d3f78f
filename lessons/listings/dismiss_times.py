import time

import threadpool


def seconds(call, *args, **kwds):
    began = time.perf_counter()
    call(*args, **kwds)
    return f"{time.perf_counter() - began:.1f} s"


pool = threadpool.ThreadPool(2, poll_timeout=1)
time.sleep(0.2)  # both are idle now, and look again at 1.0
print("idle, do_join=False:", seconds(pool.dismissWorkers, 1))
print("idle, do_join=True: ", seconds(pool.dismissWorkers, 1, True))

pool = threadpool.ThreadPool(1, poll_timeout=1)
pool.putRequest(threadpool.WorkRequest(time.sleep, [0.5]))
time.sleep(0.2)  # the worker has 0.3 s of work left
print("busy, do_join=True: ", seconds(pool.dismissWorkers, 1, True))
print("its result is there:", not pool._results_queue.empty())
