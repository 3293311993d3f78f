"""Four workers for the rush, then two: an executor for each phase."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


def job(number):
    time.sleep(0.1)
    return threading.active_count() - 1


for workers, jobs in [(4, 8), (2, 4)]:
    with ThreadPoolExecutor(workers) as executor:
        print("workers:", max(executor.map(job, range(jobs))))
    print("after the block:", threading.active_count() - 1)

executor = ThreadPoolExecutor(1)
futures = [executor.submit(job, n) for n in range(3)]
time.sleep(0.05)  # the first one is running
executor.shutdown(cancel_futures=True)
print("cancelled:", [future.cancelled() for future in futures])
