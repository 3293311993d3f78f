"""Offer a request to a pool."""
from queue import Full


def offer(pool, request):
    pool.putRequest(request)
    return True
