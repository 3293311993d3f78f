"""putRequest queues first and registers after: a poller in another thread meets a result it does not know."""

import threading

import threadpool


def poller():
    while not over.is_set():
        try:
            pool.poll()
        except threadpool.NoResultsPending:
            over.wait(0.1)


over = threading.Event()
pool = threadpool.ThreadPool(1)
thread = threading.Thread(target=poller)
pool.putRequest(threadpool.WorkRequest(str, [1]))
thread.start()
pool.putRequest(threadpool.WorkRequest(str, [2]))
over.set()
thread.join()
