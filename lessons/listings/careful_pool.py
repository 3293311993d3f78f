import queue
import threading

import threadpool


class CarefulPool(threadpool.ThreadPool):
    def __init__(self, *args, **kwds):
        self._registering = threading.Lock()
        super().__init__(*args, **kwds)

    def putRequest(self, request, block=True, timeout=None):
        assert isinstance(request, threadpool.WorkRequest)
        assert not request.exception
        with self._registering:
            if request.requestID in self.workRequests:
                raise ValueError("a result with this ID is expected")
            self.workRequests[request.requestID] = request
        try:
            self._requests_queue.put(request, block, timeout)
        except BaseException:
            del self.workRequests[request.requestID]
            raise


def show(request, result):
    print("result:", result)


if __name__ == "__main__":
    pool = CarefulPool(0, q_size=1)
    for requestID in ["a", "a", "b"]:
        request = threadpool.WorkRequest(
            str, [requestID], requestID=requestID, callback=show
        )
        try:
            pool.putRequest(request, block=False)
        except (ValueError, queue.Full) as error:
            print(f"{requestID}: {type(error).__name__}")
    print("expected:", len(pool.workRequests))
    pool.createWorkers(1)
    pool.wait()
