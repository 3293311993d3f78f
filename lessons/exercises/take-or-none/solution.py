"""Take an item, if there is one."""
from queue import Empty


def take(q):
    try:
        return q.get(block=False)
    except Empty:
        return None
