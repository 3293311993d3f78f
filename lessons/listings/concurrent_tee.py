"""Every thread sees every item: a port of threading.concurrent_tee()
and of threading.synchronized_iterator() of Python 3.15."""

import threading
from collections import deque
from functools import wraps


def synchronized_iterator(function):
    """Decorates a generator function: its generators can be shared."""

    @wraps(function)
    def make(*args, **kwds):
        return _Serialized(function(*args, **kwds))

    return make


class _Serialized:
    def __init__(self, iterable):
        self._iterator = iter(iterable)
        self._lock = threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self._lock:
            return next(self._iterator)


def concurrent_tee(iterable, n=2):
    """Makes n iterators over the same items, one for each thread."""
    iterator, lock = iter(iterable), threading.Lock()
    waiting = [deque() for _ in range(n)]

    def branch(own):
        while True:
            with lock:
                if not own:
                    try:
                        item = next(iterator)
                    except StopIteration:
                        return
                    for each in waiting:
                        each.append(item)
                item = own.popleft()
            yield item

    return tuple(branch(own) for own in waiting)


@synchronized_iterator
def numbers():
    yield from range(6)


def in_threads(iterators):
    seen = [[] for _ in iterators]
    threads = [
        threading.Thread(target=into.extend, args=(iterator,))
        for into, iterator in zip(seen, iterators)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


shared = numbers()
print("shared:", sorted(sum(in_threads([shared, shared]), [])))
print("tee:", in_threads(concurrent_tee(range(6), 2)))
