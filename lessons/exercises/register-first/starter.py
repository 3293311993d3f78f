import queue

import threadpool


class CarefulPool(threadpool.ThreadPool):
    def putRequest(self, request, block=True, timeout=None):
        assert isinstance(request, threadpool.WorkRequest)
        assert not request.exception
        self._requests_queue.put(request, block, timeout)
        self.workRequests[request.requestID] = request


def show(request, result):
    print(f"{request.requestID}: {result}")


if __name__ == "__main__":
    pool = CarefulPool(0, q_size=1)
    for requestID in ["a", "a", "b"]:
        request = threadpool.WorkRequest(
            str, [requestID], requestID=requestID, callback=show
        )
        try:
            pool.putRequest(request, block=False)
        except queue.Full as error:
            print(f"{requestID}: {type(error).__name__}")
    print("expected:", len(pool.workRequests))
    pool.createWorkers(1)
    pool.wait()
