"""Sixteen tasks of 0.1 s: what one more worker is worth."""

import time
from concurrent.futures import ThreadPoolExecutor


def task(number):
    time.sleep(0.1)


for workers in (2, 4, 8, 16, 32):
    start = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        for number in range(16):
            pool.submit(task, number)
    print(f"{workers:2} workers: {time.perf_counter() - start:.1f} s")
