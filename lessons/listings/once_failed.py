"""A request that has failed cannot be put again. A new one can."""

import threadpool

calls = []


def unsteady(number):
    calls.append(number)
    if len(calls) == 1:
        raise OSError("not this time")
    return number


def keep(request, result):
    print("result:", result)


def report(request, exc_info):
    print("failed:", request)


def make(callable_, args):
    return threadpool.WorkRequest(
        callable_, args, requestID=7, callback=keep, exc_callback=report
    )


pool = threadpool.ThreadPool(1)
request = make(unsteady, [5])
pool.putRequest(request)
pool.wait()
try:
    pool.putRequest(request)
except AssertionError:
    print("AssertionError")
pool.putRequest(make(request.callable, request.args))
pool.wait()
