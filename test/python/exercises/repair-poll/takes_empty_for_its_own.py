"""A pool in which a callback may raise."""

import queue
import threadpool


class SafePool(threadpool.ThreadPool):
    def poll(self, block=False):
        """Hand each result to its callback; with `block`, wait for more.

        Raises NoResultsPending when no result is expected (any longer),
        NoWorkersAvailable when it would wait and there are no workers.
        """
        errors = []
        while True:
            if not self.workRequests:
                raise errors[0] if errors else threadpool.NoResultsPending
            if block and not self.workers:
                raise errors[0] if errors else threadpool.NoWorkersAvailable
            try:
                request, result = self._results_queue.get(block=block)
                del self.workRequests[request.requestID]
                if request.exception and request.exc_callback:
                    request.exc_callback(request, result)
                elif request.callback:
                    request.callback(request, result)
            except queue.Empty:
                break
            except Exception as error:
                errors.append(error)
        if errors:
            raise errors[0]


if __name__ == "__main__":

    def show(request, result):
        if result == 0:
            raise ValueError("the callback cannot use 0")
        print("callback:", result)

    pool = SafePool(1)
    for request in threadpool.makeRequests(int, [0, 1, 2], show):
        pool.putRequest(request)
    try:
        pool.wait()
    except ValueError as error:
        print("wait() raised:", error)
    print("registered:", len(pool.workRequests))
