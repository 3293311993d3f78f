"""The argument is the key, and two requests may have the same."""

import time

import threadpool


def gather(function, arguments, num_workers=3):
    """[function(a) for a in arguments], by a pool of workers."""
    results = {}

    def keep(request, result):
        results[request.args[0]] = result

    def keep_error(request, exc_info):
        results[request.args[0]] = exc_info[1]

    pool = threadpool.ThreadPool(num_workers)
    requests = threadpool.makeRequests(
        function, arguments, keep, keep_error
    )
    for request in requests:
        pool.putRequest(request)
    pool.wait()
    return [results[argument] for argument in arguments]


def slow_int(text):
    time.sleep(len(text) / 10)
    return int(text)


if __name__ == "__main__":
    print(gather(slow_int, ["1000", "200", "x", "30", "4"]))
