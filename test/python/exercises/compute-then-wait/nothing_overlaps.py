def seconds(threads, compute, wait):
    return threads * (compute + wait)
