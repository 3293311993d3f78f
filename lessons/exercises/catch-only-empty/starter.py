"""Do one job of a queue."""
from queue import Empty


def step(q):
    try:
        job = q.get(block=False)
        job()
        return True
    except:
        return False
