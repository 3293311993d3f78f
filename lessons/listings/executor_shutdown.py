"""Ways to end an executor, with one worker and three jobs."""

import time
from concurrent.futures import ThreadPoolExecutor


def submit_three():
    executor = ThreadPoolExecutor(1)
    return executor, [executor.submit(time.sleep, 0.2) for _ in "abc"]


def report(title, futures):
    words = ["cancelled" if f.cancelled() else "done" if f.done()
             else "open" for f in futures]
    print(f"{title}:", ", ".join(words))


executor, futures = submit_three()
executor.shutdown()
report("shutdown()", futures)
try:
    executor.submit(time.sleep, 0.2)
except RuntimeError as error:
    print("RuntimeError:", error)

executor, futures = submit_three()
time.sleep(0.1)
executor.shutdown(cancel_futures=True)
report("shutdown(cancel_futures=True)", futures)

executor, futures = submit_three()
time.sleep(0.1)
executor.shutdown(wait=False)
report("shutdown(wait=False)", futures)
futures[2].result()
report("when the last one is done", futures)
