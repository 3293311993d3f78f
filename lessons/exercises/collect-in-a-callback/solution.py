"""Collect results with threadpool."""
from threadpool import makeRequests


def collect(pool, func, items):
    results = []
    for request in makeRequests(func, items, lambda request, result: results.append(result)):
        pool.putRequest(request)
    pool.wait()
    return results
