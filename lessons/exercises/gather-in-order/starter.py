"""All results of a function, in the order of its arguments."""

import time

import threadpool


def gather(function, arguments, num_workers=3):
    """[function(a) for a in arguments], by a pool of workers."""
    results = []

    def keep(request, result):
        results.append(result)

    pool = threadpool.ThreadPool(num_workers)
    for request in threadpool.makeRequests(function, arguments, keep):
        pool.putRequest(request)
    pool.wait()
    return results


def slow_int(text):
    time.sleep(len(text) / 10)
    return int(text)


if __name__ == "__main__":
    print(gather(slow_int, ["1000", "200", "x", "30", "4"]))
