import threading

import threadpool


def shutdown(pool):
    """Finish what is pending, then send all workers home."""
    pool.dismissWorkers(len(pool.workers))
    pool.wait()


if __name__ == "__main__":
    pool = threadpool.ThreadPool(3, poll_timeout=0.2)
    for request in threadpool.makeRequests(str, range(4)):
        pool.putRequest(request)
    shutdown(pool)
    print("threads:", threading.active_count())
    print("expected:", len(pool.workRequests))
