"""When the workers of an executor are started."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


def workers():
    return threading.active_count() - 1


executor = ThreadPoolExecutor(4)
print("at first:", workers())
executor.submit(time.sleep, 0.1)
print("one job:", workers())
executor.submit(time.sleep, 0.1)
print("a second, while the first runs:", workers())
time.sleep(0.3)
executor.submit(time.sleep, 0.1)
print("a third, when both are idle:", workers())
for _ in range(9):
    executor.submit(time.sleep, 0.1)
print("nine at once:", workers())
executor.shutdown()
print("after shutdown():", workers())
