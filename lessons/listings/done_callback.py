"""Who runs a callback: with threadpool, and with a future."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import threadpool


def job(seconds):
    time.sleep(seconds)


def says_who(*given):
    kind = type(given[0]).__name__
    main = threading.current_thread() is threading.main_thread()
    print(f"{kind}: callback in", "main" if main else "a worker")


pool = threadpool.ThreadPool(1, poll_timeout=0.1)
pool.putRequest(threadpool.WorkRequest(job, [0.1], callback=says_who))
pool.wait()
pool.dismissWorkers(1, do_join=True)

with ThreadPoolExecutor(1) as executor:
    future = executor.submit(job, 0.1)
    future.add_done_callback(says_who)  # it still runs
    time.sleep(0.2)
    future.add_done_callback(says_who)  # it is done
