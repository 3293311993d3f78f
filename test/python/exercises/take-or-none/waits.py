from queue import Empty


def take(q):
    return q.get()
