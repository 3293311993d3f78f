"""In time, but the constructor runs in the thread that makes the pool."""

import threading
import time

import threadpool


class ConnectedWorker(threadpool.WorkerThread):
    """Opens a connection and keeps it for all its requests."""

    def __init__(self, requests_queue, results_queue, connect, **kwds):
        self.connection = connect()
        super().__init__(requests_queue, results_queue, **kwds)


class ConnectedPool(threadpool.ThreadPool):
    """Each of its workers calls `connect()` once, as it begins."""

    def __init__(self, num_workers, connect, poll_timeout=5):
        self.connect = connect
        self.poll_timeout = poll_timeout
        super().__init__(num_workers, poll_timeout=poll_timeout)

    def createWorkers(self, num_workers, poll_timeout=None):
        if poll_timeout is None:
            poll_timeout = self.poll_timeout
        for _ in range(num_workers):
            self.workers.append(
                ConnectedWorker(
                    self._requests_queue,
                    self._results_queue,
                    self.connect,
                    poll_timeout=poll_timeout,
                )
            )


def ask(question):
    time.sleep(0.1)
    return threading.current_thread().connection, question


def show(request, result):
    print(*result)


if __name__ == "__main__":
    pool = ConnectedPool(1, lambda: "a connection", poll_timeout=0.5)
    for request in threadpool.makeRequests(ask, ["A"] * 4, show):
        pool.putRequest(request)
    pool.createWorkers(1)
    pool.wait()
    print("seconds:", [worker._poll_timeout for worker in pool.workers])
