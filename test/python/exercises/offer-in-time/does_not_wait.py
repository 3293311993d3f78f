from queue import Full


def offer(pool, request):
    try:
        pool.putRequest(request, block=False)
    except Full:
        return False
    return True
