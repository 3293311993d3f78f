import time

import threadpool


def job(number):
    print("job", number, "begins", flush=True)
    time.sleep(0.5)
    print("job", number, "ends", flush=True)


pool = threadpool.ThreadPool(1)
for request in threadpool.makeRequests(job, range(3)):
    pool.putRequest(request)
time.sleep(0.7)
print("main ends,", pool._requests_queue.qsize(), "request is queued")
