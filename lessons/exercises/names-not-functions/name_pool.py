"""A pool that hands functions and arguments to its workers."""

import queue
import threading


class NotExported(Exception):
    """No worker could find this function by its name."""


class RemoteError(Exception):
    """What a job raised, as text: that is all that came back."""


def export(func):
    """For `@export`: workers may be asked for this function."""
    return func


class NamePool:
    """Workers that should share no objects with the threads that use them."""

    def __init__(self, num_workers):
        self._requests = queue.Queue()
        self._answers = {}
        self._count = 0
        for _ in range(num_workers):
            threading.Thread(target=self._work, daemon=True).start()

    def put(self, func, *args):
        """Ask for `func(*args)`. Returns at once."""
        self._requests.put((self._count, func, args))
        self._count += 1

    def _work(self):
        while True:
            number, func, args = self._requests.get()
            self._answers[number] = func(*args)
            self._requests.task_done()

    def wait(self):
        """Wait for all jobs. Returns their results, in put() order."""
        self._requests.join()
        return [self._answers[number] for number in range(self._count)]


@export
def add(numbers):
    numbers.append(sum(numbers))
    return numbers


if __name__ == "__main__":
    pool = NamePool(2)
    mine = [1, 2, 3]
    pool.put(add, mine)
    print("the worker's list:", pool.wait()[0])
    print("my list:", mine)
