def turn(q, dismissed):
    if dismissed.is_set():
        return False
    request = q.get()
    request()
    return True
