"""The results are there early; the callbacks come with wait()."""

import threading
import time

import threadpool

start = time.perf_counter()


def say(what):
    name = threading.current_thread().name
    print(f"t = {time.perf_counter() - start:.1f}  {name}: {what}")


def task(n):
    time.sleep(0.1)
    say(f"task {n} is done")


def back(request, result):
    say(f"callback of task {request.args[0]}")


pool = threadpool.ThreadPool(1)
for request in threadpool.makeRequests(task, [0, 1], back):
    pool.putRequest(request)
time.sleep(0.5)  # stands for work of main's own
say("calls wait()")
pool.wait()
