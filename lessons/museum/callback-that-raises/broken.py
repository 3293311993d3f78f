"""A callback raises inside poll(). Its request stays registered, and
the second wait() waits for a result that was taken already."""

import threadpool


def complain(request, result):
    raise ValueError("a callback fails")


pool = threadpool.ThreadPool(1)
pool.putRequest(threadpool.WorkRequest(str, [1], callback=complain))
try:
    pool.wait()
except ValueError:
    pass
pool.wait()
