"""A small, honest thread pool."""

import queue
import threading

STOP = None  # behind all tasks, once for each worker


class Task:
    """One call to make, and the field where its outcome will be."""

    def __init__(self, func, args, kwargs):
        self._call = func, args, kwargs
        self._over = threading.Event()
        self._value = None
        self._error = None

    def run(self):
        func, args, kwargs = self._call
        try:
            self._value = func(*args, **kwargs)
        except BaseException as error:
            self._error = error
        self._over.set()  # last, so that a thread that wakes finds all of it

    def result(self, timeout=None):
        """What the job returned, or the exception that it raised."""
        if not self._over.wait(timeout):
            raise TimeoutError(f"no result after {timeout} s")
        if self._error is not None:
            raise self._error
        return self._value


class Pool:
    """Workers that do the jobs they are given, in the order given."""

    def __init__(self, workers):
        self._tasks = queue.Queue()
        # Held from the check of _closed until the put.
        self._lock = threading.Lock()
        self._closed = False
        self._workers = []
        for _ in range(workers):
            worker = threading.Thread(target=self._work)
            worker.start()
            self._workers.append(worker)

    def _work(self):
        while True:
            task = self._tasks.get()
            if task is STOP:
                break
            task.run()

    def submit(self, func, *args, **kwargs):
        """Queue one call of `func`. Returns its Task at once."""
        task = Task(func, args, kwargs)
        with self._lock:
            if self._closed:
                raise RuntimeError("submit() after shutdown()")
            self._tasks.put(task)
        return task

    def shutdown(self, wait=True):
        """Take no more jobs; what is queued is still done."""
        with self._lock:
            if not self._closed:
                self._closed = True
                for _ in self._workers:
                    self._tasks.put(STOP)
        if wait:
            for worker in self._workers:
                worker.join()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.shutdown()


if __name__ == "__main__":
    with Pool(2) as pool:
        tasks = [pool.submit(divmod, 17, n) for n in (5, 0, 3)]
    for task in tasks:
        try:
            print(task.result())
        except ZeroDivisionError as error:
            print("raised:", error)
    try:
        pool.submit(print, "too late")
    except RuntimeError as error:
        print("refused:", error)
    print("threads alive:", threading.active_count())
