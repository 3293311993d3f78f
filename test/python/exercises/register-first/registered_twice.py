import threading

import threadpool


class CarefulPool(threadpool.ThreadPool):
    lock = threading.Lock()

    def putRequest(self, request, block=True, timeout=None):
        with self.lock:
            if request.requestID in self.workRequests:
                raise ValueError("expected already")
            self.workRequests[request.requestID] = request
        try:
            super().putRequest(request, block, timeout)
        except BaseException:
            del self.workRequests[request.requestID]
            raise
