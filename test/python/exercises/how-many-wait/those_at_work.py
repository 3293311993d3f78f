def waiting(rate, latency, work):
    return rate * work
