"""One turn of a worker."""


def turn(q, dismissed):
    request = q.get()
    request()
    return True
