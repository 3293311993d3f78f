def waiting(rate, latency, work):
    return (latency - work) / rate
