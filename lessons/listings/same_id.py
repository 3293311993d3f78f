"""Two requests with one requestID, and what comes of it later."""

import threadpool

results = []


def keep(request, result):
    results.append(result)


def put(number, requestID):
    pool.putRequest(
        threadpool.WorkRequest(
            int, [number], requestID=requestID, callback=keep
        )
    )


pool = threadpool.ThreadPool(1)
put(0, "same")
put(1, "same")
print("expected:", len(pool.workRequests))
pool.wait()
print("after wait():", results)

put(2, "other")
try:
    pool.wait()
except KeyError:
    print("KeyError in the second wait()")
print("after it:", results)
