"""Two bounded queues, and a put that gives up now and then to poll."""

import queue
import threadpool

refused = 0


def put_or_poll(pool, request):
    global refused
    while True:
        try:
            return pool.putRequest(request, timeout=0.1)
        except queue.Full:
            refused += 1
        try:
            pool.poll()
        except threadpool.NoResultsPending:
            pass  # all answered meanwhile; there is room now


results = []
pool = threadpool.ThreadPool(2, q_size=1, resq_size=1)
for request in threadpool.makeRequests(
    str, range(10), lambda request, result: results.append(result)
):
    put_or_poll(pool, request)
pool.wait()
print("a put was refused:", refused > 0)
print("results:", len(results), sorted(results))
