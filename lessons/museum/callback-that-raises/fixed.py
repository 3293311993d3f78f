"""poll() first forgets the request, and then calls back."""

import queue

import threadpool


class Pool(threadpool.ThreadPool):
    def poll(self, block=False):
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
            if request.exception and request.exc_callback:
                request.exc_callback(request, result)
            elif request.callback:
                request.callback(request, result)


def complain(request, result):
    raise ValueError("a callback fails")


pool = Pool(1)
pool.putRequest(threadpool.WorkRequest(str, [1], callback=complain))
try:
    pool.wait()
except ValueError as error:
    print("first wait():", error)
pool.wait()
print("still expected:", len(pool.workRequests))
