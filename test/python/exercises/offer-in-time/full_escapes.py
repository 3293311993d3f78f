from queue import Full


def offer(pool, request):
    pool.putRequest(request, timeout=0.2)
    return True
