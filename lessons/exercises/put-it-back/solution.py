"""One turn of a worker."""


def turn(q, dismissed):
    request = q.get()
    if dismissed.is_set():
        q.put(request)
        return False
    request()
    return True
