"""Collect results with threadpool."""
from threadpool import makeRequests


def collect(pool, func, items):
    results = []
    for request in makeRequests(func, items):
        pool.putRequest(request)
    pool.wait()
    return results
