"""A pool in which a callback may raise."""

import queue
import threadpool


class SafePool(threadpool.ThreadPool):
    def poll(self, block=False):
        """Hand each result to its callback; with `block`, wait for more.

        Raises NoResultsPending when no result is expected (any longer),
        NoWorkersAvailable when it would wait and there are no workers.
        """
        while True:
            if not self.workRequests:
                raise threadpool.NoResultsPending
            if block and not self.workers:
                raise threadpool.NoWorkersAvailable
            try:
                request, result = self._results_queue.get(block=block)
            except queue.Empty:
                break
            del self.workRequests[request.requestID]
            try:
                if request.exception and request.exc_callback:
                    request.exc_callback(request, result)
                elif request.callback:
                    request.callback(request, result)
            except Exception:
                print("a callback has failed")


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
