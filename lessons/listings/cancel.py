"""What can be cancelled, and what cannot."""

import time
from concurrent.futures import ThreadPoolExecutor


def task(number):
    time.sleep(0.3)
    return number


pool = ThreadPoolExecutor(2)
futures = [pool.submit(task, number) for number in range(5)]
time.sleep(0.1)  # two are running, three are in the queue
print("cancel() of a running one:", futures[0].cancel())
print("cancel() of a queued one:", futures[2].cancel())
pool.shutdown(cancel_futures=True)
done = [number for number, f in enumerate(futures) if not f.cancelled()]
print("done in spite of it:", done)
