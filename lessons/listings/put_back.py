import queue
import time

import threadpool


class SlowQueue(queue.Queue):
    """Widens the gap between a worker's get and its second check."""

    def get(self, *args, **kwds):
        item = super().get(*args, **kwds)
        time.sleep(0.2)
        return item


def show(request, result):
    print("done: request", request.args[0])


pool = threadpool.ThreadPool(0)
pool._requests_queue = SlowQueue()
pool.createWorkers(1)
for request in threadpool.makeRequests(str, [0, 1, 2], show):
    pool.putRequest(request)
pool.dismissWorkers(1, do_join=True)

queued = [request.args[0] for request in pool._requests_queue.queue]
print("queued:", queued)
pool.createWorkers(1)
pool.wait()
