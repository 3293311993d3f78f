"""Offer a request to a pool."""
from queue import Full


def offer(pool, request):
    try:
        pool.putRequest(request, timeout=0.2)
    except Full:
        return False
    return True
