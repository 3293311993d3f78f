def seconds(threads, compute, wait):
    return compute + threads * wait
