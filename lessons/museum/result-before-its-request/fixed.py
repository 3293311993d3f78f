"""putRequest registers first, and takes it back if it cannot queue."""

import threading
import time

import threadpool


class Pool(threadpool.ThreadPool):
    def putRequest(self, request, block=True, timeout=None):
        self.workRequests[request.requestID] = request
        try:
            self._requests_queue.put(request, block, timeout)
        except BaseException:
            del self.workRequests[request.requestID]
            raise


pool = Pool(2)
pool.putRequest(threadpool.WorkRequest(time.sleep, [1]))
poller = threading.Thread(target=pool.wait)
poller.start()
pool.putRequest(threadpool.WorkRequest(str, [2]))
poller.join()
print("still expected:", len(pool.workRequests))
