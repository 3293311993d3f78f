"""Do one job of a queue."""
from queue import Empty


def step(q):
    try:
        job = q.get(block=False)
    except Empty:
        return False
    job()
    return True
