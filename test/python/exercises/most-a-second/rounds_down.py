def capacity(workers, seconds):
    return workers // seconds
