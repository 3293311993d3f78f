"""A pool whose requests and answers are text, and nothing else."""

import json
import queue
import threading


class NotExported(Exception):
    """No worker could find this function by its name."""


class RemoteError(Exception):
    """What a job raised, as text: that is all that came back."""


_exported = {}


def export(func):
    """For `@export`: workers may be asked for this function."""
    _exported[func.__name__] = func
    return func


class NamePool:
    """Workers that share no objects with the threads that use them."""

    def __init__(self, num_workers):
        self._requests = queue.Queue()
        self._answers = {}
        self._count = 0
        for _ in range(num_workers):
            threading.Thread(target=self._work, daemon=True).start()

    def put(self, func, *args):
        """Ask for `func(*args)`. Returns at once."""
        name = getattr(func, "__name__", None)
        if name is None or _exported.get(name) is not func:
            raise NotExported(f"{name}: write @export above it")
        self._requests.put(json.dumps([self._count, name, args]))
        self._count += 1

    def _work(self):
        while True:
            number, name, args = json.loads(self._requests.get())
            try:
                answer = json.dumps(["value", _exported[name](*args)])
            except BaseException as error:
                text = f"{type(error).__name__}: {error}"
                answer = json.dumps(["error", text])
            self._answers[number] = answer
            self._requests.task_done()

    def wait(self):
        """Wait for all jobs. Returns their results, in put() order."""
        self._requests.join()
        results = []
        for number in range(self._count):
            kind, what = json.loads(self._answers[number])
            results.append(RemoteError(what) if kind == "error" else what)
        return results


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
