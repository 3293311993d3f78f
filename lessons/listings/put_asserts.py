"""What `putRequest` does not take."""

import threadpool


def fail():
    raise ValueError


def quiet(request, exc_info):
    """Instead of the default, which prints the traceback."""


pool = threadpool.ThreadPool(1)

try:
    pool.putRequest(print)
except AssertionError:
    print("refused: a function is not a request")

good = threadpool.WorkRequest(int)
bad = threadpool.WorkRequest(fail, exc_callback=quiet)
for request in (good, bad):
    pool.putRequest(request)
pool.wait()

pool.putRequest(good)
print("taken again: a request that has returned")
try:
    pool.putRequest(bad)
except AssertionError:
    print("refused: a request that has raised")
