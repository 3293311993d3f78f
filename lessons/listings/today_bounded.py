"""Two workers, six lines: map() reads no further than it must."""

import time
from concurrent.futures import ThreadPoolExecutor

start = time.perf_counter()


def lines():
    for number in range(6):
        now = time.perf_counter() - start
        print(f"line {number} is read at t = {now:.1f}")
        yield number


def work(number):
    time.sleep(0.1)


with ThreadPoolExecutor(2) as executor:
    for _ in executor.map(work, lines(), buffersize=2):
        pass
