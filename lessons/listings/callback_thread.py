"""Who calls the callbacks?"""

import threading
import time
import threadpool

total = 0


def job(number):
    time.sleep(0.1)
    print("job in a worker:", threading.current_thread() is not main)
    return number * number


def add(request, result):
    global total
    print("callback in main:", threading.current_thread() is main)
    total += result


main = threading.main_thread()
pool = threadpool.ThreadPool(1)
for request in threadpool.makeRequests(job, [1, 2, 3], add):
    pool.putRequest(request)
time.sleep(0.5)
print("total before wait():", total)
pool.wait()
print("total after wait():", total)
