"""A small, honest thread pool."""

import queue
import threading


class Task:
    """One call to make, and the field where its outcome will be."""

    def result(self, timeout=None):
        """What the job returned, or the exception that it raised."""


class Pool:
    """Workers that do the jobs they are given, in the order given."""

    def __init__(self, workers):
        """Start that many threads."""

    def submit(self, func, *args, **kwargs):
        """Queue one call of `func`. Returns its Task at once."""

    def shutdown(self, wait=True):
        """Take no more jobs; what is queued is still done."""


if __name__ == "__main__":
    pool = Pool(2)
    tasks = [pool.submit(divmod, 17, n) for n in (5, 0, 3)]
    print(tasks)
