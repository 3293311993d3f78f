"""What makeRequests makes of its items."""

import threadpool


def show(*args, **kwds):
    """Say how it was called."""
    words = [repr(arg) for arg in args]
    words += [f"{name}={value!r}" for name, value in kwds.items()]
    return f"show({', '.join(words)})"


def try_item(item):
    try:
        [request] = threadpool.makeRequests(show, [item], keep, fail)
    except IndexError:
        print(f"{item!r:18} IndexError in makeRequests")
        return
    pool.putRequest(request)
    pool.wait()


def keep(request, result):
    print(f"{item!r:18} {result}")


def fail(request, exc_info):
    print(f"{item!r:18} {exc_info[0].__name__} in the worker")


pool = threadpool.ThreadPool(1)
items = [3, [3, 4], ([3, 4], {}), ([3], {"end": 4})]
traps = [(3, 4), (3, 4, 5), (0, 0), ("ab", None), (3,)]
for item in items + traps:
    try_item(item)
