"""An executor that makes the caller wait when too much is under way."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


class BoundedExecutor:
    def __init__(self, workers, bound):
        self._pool = ThreadPoolExecutor(workers)
        self._room = threading.BoundedSemaphore(bound)

    def submit(self, function, *args):
        self._room.acquire()
        try:
            future = self._pool.submit(function, *args)
        except BaseException:
            self._room.release()
            raise
        future.add_done_callback(lambda _: self._room.release())
        return future

    def shutdown(self):
        self._pool.shutdown()


if __name__ == "__main__":
    pool = BoundedExecutor(workers=2, bound=4)
    start = time.perf_counter()
    for number in range(8):
        pool.submit(time.sleep, 0.1)
        now = time.perf_counter() - start
        print(f"task {number} accepted at t = {now:.1f}")
    pool.shutdown()
