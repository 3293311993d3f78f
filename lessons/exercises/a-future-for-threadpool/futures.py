"""submit() and Future for threadpool: a first try."""

import threading

import threadpool


class Future:
    """What a job will have returned, once it is done."""

    def __init__(self):
        self._finished = threading.Event()
        self._value = None

    def done(self):
        return self._finished.is_set()

    def result(self, timeout=None):
        self._finished.wait(timeout)
        return self._value

    def exception(self, timeout=None):
        raise NotImplementedError

    def add_done_callback(self, fn):
        raise NotImplementedError


def submit(pool, fn, *args, **kwargs):
    """Have the pool call `fn(*args, **kwargs)`. Returns its Future."""
    future = Future()

    def keep(request, result):
        future._value = result
        future._finished.set()

    request = threadpool.WorkRequest(fn, args, kwargs, callback=keep)
    pool.putRequest(request)
    return future


if __name__ == "__main__":
    pool = threadpool.ThreadPool(2)
    future = submit(pool, pow, 2, 10)
    print("2 to the power of 10 is", future.result())
