"""Each list of requests is numbered from 0."""

import threadpool

def numbered_requests(callable_, args_list, callback=None):
    """Make a request for each item of `args_list`.

    A tuple stands for the arguments. Anything else is the one argument.
    No two requests ever have the same ID.
    """
    requests = []
    for number, item in enumerate(args_list):
        args = list(item) if isinstance(item, tuple) else [item]
        requests.append(
            threadpool.WorkRequest(
                callable_,
                args,
                requestID=number,
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
