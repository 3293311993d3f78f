def fits(requests, q_size, workers, resq_size):
    return requests <= q_size + workers + resq_size
