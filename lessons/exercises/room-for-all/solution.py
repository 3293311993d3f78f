"""Main puts all requests before it takes a result. Does it come to an end?"""


def fits(requests, q_size, workers, resq_size):
    if q_size == 0 or resq_size == 0:
        return True
    return requests <= q_size + workers + resq_size
