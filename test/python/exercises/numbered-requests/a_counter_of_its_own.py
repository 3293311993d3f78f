"""The counter is read and raised in two steps."""

import threadpool

_number = 0


def numbered_requests(callable_, args_list, callback=None):
    """Make a request for each item of `args_list`.

    A tuple stands for the arguments. Anything else is the one argument.
    No two requests ever have the same ID.
    """
    global _number
    requests = []
    for item in args_list:
        _number += 1
        args = list(item) if isinstance(item, tuple) else [item]
        requests.append(
            threadpool.WorkRequest(
                callable_,
                args,
                requestID=_number,
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
