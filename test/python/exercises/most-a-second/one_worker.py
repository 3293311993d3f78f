def capacity(workers, seconds):
    return 1 / seconds
