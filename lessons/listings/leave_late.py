"""Three idle workers are dismissed, and main waits until they left."""

import time

import threadpool


def dismiss_idle_workers(poll_timeout):
    start = time.perf_counter()
    pool = threadpool.ThreadPool(3, poll_timeout=poll_timeout)
    time.sleep(0.1)
    pool.dismissWorkers(3, do_join=True)
    seconds = time.perf_counter() - start
    print(f"poll_timeout={poll_timeout}: all gone at {seconds:.1f} s")


for poll_timeout in (0.2, 1, 5):
    dismiss_idle_workers(poll_timeout)
