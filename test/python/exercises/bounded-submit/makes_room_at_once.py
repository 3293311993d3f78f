"""An executor that makes the caller wait when too much is under way."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


class BoundedExecutor:
    def __init__(self, workers, bound):
        self._pool = ThreadPoolExecutor(workers)
        self._room = threading.BoundedSemaphore(bound)

    def submit(self, function, *args):
        with self._room:
            return self._pool.submit(function, *args)

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
