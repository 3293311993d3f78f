"""Three jobs and four workers, with threadpool."""

import time

import threadpool


def square(n):
    time.sleep(n / 10)
    return n * n


def print_result(request, result):
    print(request.args[0], "squared is", result)


pool = threadpool.ThreadPool(4, poll_timeout=1)
requests = threadpool.makeRequests(square, [3, 1, 2], print_result)
for request in requests:
    pool.putRequest(request)
pool.wait()
pool.dismissWorkers(4, do_join=True)
print("no worker is left")
