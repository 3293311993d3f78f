"""Three workers, three tasks: the last that is put is done first."""

import time

import threadpool

start = time.perf_counter()


def task(n):
    time.sleep((3 - n) / 10)  # 0.3 s, 0.2 s, 0.1 s
    return n * n


def show(request, result):
    seconds = time.perf_counter() - start
    print(f"t = {seconds:.1f}  argument {request.args[0]}, result {result}")


pool = threadpool.ThreadPool(3)
for request in threadpool.makeRequests(task, [0, 1, 2], show):
    pool.putRequest(request)
pool.wait()
