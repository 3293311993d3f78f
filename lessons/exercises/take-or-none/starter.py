"""Take an item, if there is one."""
from queue import Empty


def take(q):
    if q.empty():
        return None
    return q.get(block=False)
