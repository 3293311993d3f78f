"""Requests with plain arguments, and with IDs that never collide."""

import threadpool


def numbered_requests(callable_, args_list, callback=None):
    """Make a request for each item of `args_list`.

    A tuple stands for the arguments. Anything else is the one argument.
    No two requests ever have the same ID.
    """
    return threadpool.makeRequests(callable_, args_list, callback)


class CarefulPool(threadpool.ThreadPool):
    """Refuses a request while another one has its ID."""

    def putRequest(self, request, block=True, timeout=None):
        super().putRequest(request, block, timeout)


def distance(x, y):
    return (x * x + y * y) ** 0.5


def keep(request, result):
    print(f"{request.requestID}: {result}")


if __name__ == "__main__":
    pool = CarefulPool(1)
    points = [(3, 4), (0, 0), (5, 12)]
    for request in numbered_requests(distance, points, keep):
        pool.putRequest(request)
    pool.wait()
