"""A loop of one's own, which does other things between two polls."""

import time
import threadpool


def job(number):
    time.sleep(0.3 + 0.4 * number)
    return number


def show(request, result):
    print("  done:", result)


pool = threadpool.ThreadPool(2)
for request in threadpool.makeRequests(job, range(2), show):
    pool.putRequest(request)

turn = 0
while True:
    turn += 1
    print("turn", turn)  # draw a window, answer a click, ...
    try:
        pool.poll()
    except threadpool.NoResultsPending:
        break
    time.sleep(0.2)
