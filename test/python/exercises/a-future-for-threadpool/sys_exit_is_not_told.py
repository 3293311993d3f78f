"""A job that calls sys.exit() leaves its future open for ever."""

import threading

import threadpool


class Future:
    """What a job has returned or raised, once it is done."""

    def __init__(self):
        self._condition = threading.Condition()
        self._done = False
        self._value = None
        self._error = None
        self._callbacks = []

    def done(self):
        with self._condition:
            return self._done

    def exception(self, timeout=None):
        with self._condition:
            if not self._condition.wait_for(lambda: self._done, timeout):
                raise TimeoutError
            return self._error

    def result(self, timeout=None):
        error = self.exception(timeout)
        if error is not None:
            raise error
        return self._value

    def add_done_callback(self, fn):
        with self._condition:
            if not self._done:
                self._callbacks.append(fn)
                return
        fn(self)

    def _finish(self, value, error):
        with self._condition:
            self._value, self._error = value, error
            self._done = True
            self._condition.notify_all()
        for fn in self._callbacks:
            fn(self)


def submit(pool, fn, *args, **kwargs):
    """Have the pool call `fn(*args, **kwargs)`. Returns its Future."""
    future = Future()

    def run():
        try:
            value, error = fn(*args, **kwargs), None
        except Exception as caught:
            value, error = None, caught
        future._finish(value, error)

    pool.putRequest(threadpool.WorkRequest(run))
    return future


if __name__ == "__main__":
    pool = threadpool.ThreadPool(2)
    future = submit(pool, pow, 2, 10)
    print("2 to the power of 10 is", future.result())
