import threading

import threadpool


def shutdown(pool):
    """Finish what is pending, then send all workers home."""
    if pool.workRequests and not pool.workers:
        pool.createWorkers(1)
    try:
        pool.wait()
    finally:
        pool.dismissWorkers(len(pool.workers))
        pool.joinAllDismissedWorkers()
        pool.workRequests.clear()  # no worker is left to answer


def complain(request, result):
    raise ValueError(f"callback of request {result}")


if __name__ == "__main__":
    pool = threadpool.ThreadPool(3, poll_timeout=0.2)
    for request in threadpool.makeRequests(str, range(4), complain):
        pool.putRequest(request)
    try:
        shutdown(pool)
    except ValueError:
        print("the exception of a callback has come through")
    shutdown(pool)
    print("threads:", threading.active_count())
    print("expected:", len(pool.workRequests))
