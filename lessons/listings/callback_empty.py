"""A callback that raises `queue.Empty`: poll() takes it for its own."""

import queue
import time
import threadpool

waiting = queue.Queue()  # tickets: one for each result, as we think


def use_ticket(request, result):
    ticket = waiting.get(block=False)  # no thread has put one: Empty
    print("result", result, "for", ticket)


pool = threadpool.ThreadPool(1)
pool.putRequest(threadpool.WorkRequest(int, callback=use_ticket))
while pool._results_queue.empty():
    time.sleep(0.01)

print("poll returned", pool.poll())
print("results queued:", pool._results_queue.qsize())
print("registered:", len(pool.workRequests))
print("poll returned", pool.poll())
