def turn(q, dismissed):
    request = q.get()
    if dismissed.is_set():
        return False
    request()
    return True
