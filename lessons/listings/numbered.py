"""Requests with plain arguments, and with IDs that never collide."""

import itertools
import threading

import threadpool

_numbers = itertools.count()
_counting = threading.Lock()


def next_number():
    """A number that no other call ever gets, in any thread."""
    with _counting:
        return next(_numbers)


def numbered_requests(callable_, args_list, callback=None):
    """Make a request for each item of `args_list`.

    A tuple stands for the arguments. Anything else is the one argument.
    No two requests ever have the same ID.
    """
    requests = []
    for item in args_list:
        args = list(item) if isinstance(item, tuple) else [item]
        requests.append(
            threadpool.WorkRequest(
                callable_,
                args,
                requestID=next_number(),
                callback=callback,
            )
        )
    return requests


class CarefulPool(threadpool.ThreadPool):
    """Refuses a request while another one has its ID."""

    def putRequest(self, request, block=True, timeout=None):
        if request.requestID in self.workRequests:
            raise ValueError(f"this ID is taken: {request}")
        super().putRequest(request, block, timeout)


def distance(x, y):
    return (x * x + y * y) ** 0.5


def keep(request, result):
    print(request.args, result)


if __name__ == "__main__":
    pool = CarefulPool(1)
    points = [(3, 4), (0, 0), (5, 12)]
    for request in numbered_requests(distance, points, keep):
        pool.putRequest(request)
    try:
        pool.putRequest(request)
    except ValueError as error:
        print(error)
    pool.wait()
