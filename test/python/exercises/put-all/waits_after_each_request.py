"""One request at a time: no deadlock, and no pool either."""

import time
import threadpool


def put_all(pool, requests):
    """Put every request; the results are handed over meanwhile."""
    for request in requests:
        pool.putRequest(request)
        pool.wait()


def job(number):
    time.sleep(0.1)
    return number * number


if __name__ == "__main__":
    results = []

    def keep(request, result):
        results.append(result)

    start = time.perf_counter()
    pool = threadpool.ThreadPool(2, q_size=1, resq_size=1)
    put_all(pool, threadpool.makeRequests(job, range(10), keep))
    pool.wait()
    print(sorted(results))
    print(f"after {time.perf_counter() - start:.1f} s")
