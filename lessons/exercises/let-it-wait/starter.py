"""A worker that does jobs until it gets None."""
from queue import Empty


def run(q):
    while True:
        try:
            job = q.get(block=False)
        except Empty:
            return
        if job is None:
            return
        job()
