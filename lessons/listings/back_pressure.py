"""Two workers, six jobs of 0.1 s: when does each put return?"""

import time
import threadpool


def job(number):
    time.sleep(0.1)


for q_size in (0, 2):
    pool = threadpool.ThreadPool(2, q_size=q_size)
    print("q_size =", q_size)
    start = time.perf_counter()
    for request in threadpool.makeRequests(job, range(6)):
        pool.putRequest(request)
        now = time.perf_counter() - start
        print(f"  put {request.args[0]} returns at t = {now:.1f}")
    pool.wait()
    print(f"  all over at t = {time.perf_counter() - start:.1f}")
