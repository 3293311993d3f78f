"""Main puts all requests before it takes a result. Does it come to an end?"""


def fits(requests, q_size, workers, resq_size):
    return requests <= q_size
