"""Six tasks of 0.1 s: one after the other, then by three workers."""

import time

import threadpool


def fetch(page):
    time.sleep(0.1)  # stands for waiting: a web page, a disk, a database
    return f"page {page}"


start = time.perf_counter()
pages = [fetch(page) for page in range(6)]
print(f"alone: {len(pages)} pages in {time.perf_counter() - start:.1f} s")

pages = []


def keep(request, result):
    pages.append(result)


start = time.perf_counter()
pool = threadpool.ThreadPool(3)  # starts three worker threads
for request in threadpool.makeRequests(fetch, range(6), keep):
    pool.putRequest(request)  # into the request queue
pool.wait()  # out of the result queue, each result to its callback
print(f"pool:  {len(pages)} pages in {time.perf_counter() - start:.1f} s")
