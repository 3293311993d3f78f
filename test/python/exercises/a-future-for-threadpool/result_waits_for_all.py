"""result() has the pool handed out all its results: it waits for every job."""

import threading

import threadpool


class Future:
    """What a job will have returned, once it is done."""

    def __init__(self, pool):
        self._pool = pool
        self._error = None
        self._callbacks = []
        self._finished = threading.Event()
        self._value = None

    def done(self):
        return self._finished.is_set()

    def result(self, timeout=None):
        if not self.done():
            self._pool.wait()
        if self._error is not None:
            raise self._error
        return self._value

    def exception(self, timeout=None):
        if not self.done():
            self._pool.wait()
        return self._error

    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._callbacks.append(fn)

    def _finish(self):
        self._finished.set()
        for fn in self._callbacks:
            fn(self)


def submit(pool, fn, *args, **kwargs):
    """Have the pool call `fn(*args, **kwargs)`. Returns its Future."""
    future = Future(pool)

    def keep(request, result):
        future._value = result
        future._finish()

    def fail(request, exc_info):
        future._error = exc_info[1]
        future._finish()

    request = threadpool.WorkRequest(fn, args, kwargs, callback=keep, exc_callback=fail)
    pool.putRequest(request)
    return future


if __name__ == "__main__":
    pool = threadpool.ThreadPool(2)
    future = submit(pool, pow, 2, 10)
    print("2 to the power of 10 is", future.result())
