"""An exception in a callback leaves poll() in the middle."""

import threading
import threadpool


def show(request, result):
    if result == 0:
        raise ValueError("the callback cannot use 0")
    print("callback:", result)


pool = threadpool.ThreadPool(1)
for request in threadpool.makeRequests(int, [0, 1, 2], show):
    pool.putRequest(request)
try:
    pool.wait()
except ValueError as error:
    print("wait() raised:", error)
print("registered:", len(pool.workRequests))

waiter = threading.Thread(target=pool.wait, daemon=True)
waiter.start()
waiter.join(timeout=0.5)
print("registered:", len(pool.workRequests))
print("still in the second wait():", waiter.is_alive())
