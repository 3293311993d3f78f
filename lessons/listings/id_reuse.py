"""id() is given again when an object is gone."""

from threadpool import WorkRequest

forgotten = {WorkRequest(print).requestID for _ in range(1000)}
print("1000 requests, each forgotten at once:")
print("1000 IDs:", len(forgotten) == 1000)
print("fewer than 100:", len(forgotten) < 100)

kept = [WorkRequest(print) for _ in range(1000)]
different = {request.requestID for request in kept}
print("1000 requests, all kept:")
print("1000 IDs:", len(different) == 1000)
