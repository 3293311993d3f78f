"""What becomes of a worker whose poll_timeout is negative."""

import threading

import threadpool


def report(args):
    """Called for an exception that ends a thread."""
    print(args.thread.name, "died:", repr(args.exc_value))


threading.excepthook = report
pool = threadpool.ThreadPool(1, poll_timeout=-1)
[worker] = pool.workers
worker.join()
print("alive:", worker.is_alive())
print("workers in the list:", len(pool.workers))
