"""What a job raises arrives as a result."""

import threadpool


def halve(number):
    if number % 2:
        raise ValueError("an odd number")
    return number // 2


def on_result(request, result):
    print(f"callback: {request.args} gave {result}")


def on_error(request, exc_info):
    kind, error, trace = exc_info
    print(f"exc_callback: {request.args} raised {kind.__name__}: {error}")


def either(request, result):
    if request.exception:
        result = result[0].__name__
    print(f"one for both: {request.args} -> {result}")


pool = threadpool.ThreadPool(1)
for request in threadpool.makeRequests(halve, [4, 5], on_result, on_error):
    pool.putRequest(request)
for request in threadpool.makeRequests(halve, [6, 7], either, None):
    pool.putRequest(request)
pool.wait()
