"""Two threads, one generator: what Python 3.15 has a cure for."""

import threading
import time


def numbers():
    for number in range(4):
        time.sleep(0.1)
        yield number


class serialize_iterator:
    """As threading.serialize_iterator() of Python 3.15: one at a time."""

    def __init__(self, iterable):
        self._iterator = iter(iterable)
        self._lock = threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self._lock:
            return next(self._iterator)


def run(shared):
    taken, errors = [], []

    def work():
        try:
            for number in shared:
                taken.append(number)
        except ValueError as error:
            errors.append(str(error))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sorted(taken), *errors)


run(numbers())
run(serialize_iterator(numbers()))
