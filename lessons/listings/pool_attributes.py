"""What a pool of three workers holds, at five moments."""

import time

import threadpool


def show(moment):
    print(
        f"{moment:15}"
        f"{len(pool.workers):8}"
        f"{len(pool.dismissedWorkers):11}"
        f"{len(pool.workRequests):10}"
        f"{pool._requests_queue.qsize():10}"
        f"{pool._results_queue.qsize():9}"
    )


print("                workers  dismissed  expected  requests  results")
pool = threadpool.ThreadPool(3)
show("created")
for request in threadpool.makeRequests(time.sleep, [0.3] * 5):
    pool.putRequest(request)
time.sleep(0.1)
show("5 put, 0.1 s")
time.sleep(0.7)
show("0.8 s")
pool.wait()
show("after wait()")
pool.dismissWorkers(1)
show("one dismissed")
print("_results_queue is a", type(pool._results_queue).__name__)
print("workRequests is a", type(pool.workRequests).__name__)
