"""Two bounded queues, and no thread that takes the results."""

import threading
import threadpool


def try_it(count):
    pool = threadpool.ThreadPool(2, q_size=1, resq_size=1)
    requests = threadpool.makeRequests(str, range(count))

    def use():  # what main does elsewhere
        for request in requests:
            pool.putRequest(request)
        pool.wait()

    user = threading.Thread(target=use, daemon=True)
    user.start()
    user.join(timeout=0.5)
    print(f"{count} requests, over after 0.5 s: {not user.is_alive()}")
    if user.is_alive():
        print("  registered:", len(pool.workRequests))
        print("  requests queued:", pool._requests_queue.qsize())
        print("  results queued:", pool._results_queue.qsize())


try_it(4)
try_it(5)
try_it(10)
