from queue import Empty


def take(q):
    return q.get(block=False) if q.qsize() else None
