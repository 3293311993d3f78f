"""The duplicate is found when it is in the queue already."""

import itertools

import threadpool

_numbers = itertools.count()


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
                requestID=next(_numbers),
                callback=callback,
            )
        )
    return requests


class CarefulPool(threadpool.ThreadPool):
    """Refuses a request while another one has its ID."""

    def putRequest(self, request, block=True, timeout=None):
        taken = request.requestID in self.workRequests
        super().putRequest(request, block, timeout)
        if taken:
            raise ValueError(f"this ID is taken: {request}")
