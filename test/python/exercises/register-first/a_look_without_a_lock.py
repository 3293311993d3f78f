import threadpool


class CarefulPool(threadpool.ThreadPool):
    def putRequest(self, request, block=True, timeout=None):
        if request.requestID in self.workRequests:
            raise ValueError("expected already")
        self.workRequests[request.requestID] = request
        try:
            self._requests_queue.put(request, block, timeout)
        except BaseException:
            del self.workRequests[request.requestID]
            raise
