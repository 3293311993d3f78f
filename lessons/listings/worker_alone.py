"""One worker without a pool: two queues are all it needs."""

import queue
import sys

import threadpool

requests = queue.Queue()
results = queue.Queue()
worker = threadpool.WorkerThread(requests, results, poll_timeout=0.5)

calls = [(divmod, [7, 2]), (divmod, [7, 0]), (sys.exit, ["bye"])]
for callable_, args in calls:
    requests.put(threadpool.WorkRequest(callable_, args))

for _ in calls:
    request, result = results.get()
    name = request.callable.__name__
    if request.exception:
        print(name, request.args, "raised", result[0].__name__)
    else:
        print(name, request.args, "returned", result)

print("alive:", worker.is_alive())
worker.dismiss()
worker.join()
print("alive:", worker.is_alive())
