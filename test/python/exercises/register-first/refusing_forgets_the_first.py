import threading

import threadpool


class CarefulPool(threadpool.ThreadPool):
    lock = threading.Lock()

    def putRequest(self, request, block=True, timeout=None):
        try:
            with self.lock:
                if request.requestID in self.workRequests:
                    raise ValueError("expected already")
                self.workRequests[request.requestID] = request
            self._requests_queue.put(request, block, timeout)
        except BaseException:
            self.workRequests.pop(request.requestID, None)
            raise
