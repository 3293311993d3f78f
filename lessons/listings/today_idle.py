"""Three idle workers of an executor leave at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(3)
for _ in range(3):
    executor.submit(time.sleep, 0.1)
time.sleep(0.5)  # all three have been idle for 0.4 s

start = time.perf_counter()
executor.shutdown()
print(f"shutdown() took {time.perf_counter() - start:.1f} s")
print("workers left:", threading.active_count() - 1)
