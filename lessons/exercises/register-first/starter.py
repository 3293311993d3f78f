import threadpool


class CarefulPool(threadpool.ThreadPool):
    def putRequest(self, request, block=True, timeout=None):
        assert isinstance(request, threadpool.WorkRequest)
        assert not request.exception
        self._requests_queue.put(request, block, timeout)
        self.workRequests[request.requestID] = request
