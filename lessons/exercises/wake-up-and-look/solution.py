"""A worker that can be dismissed."""
from queue import Empty


def run(q, dismissed):
    while not dismissed.is_set():
        try:
            job = q.get(timeout=0.5)
        except Empty:
            continue
        job()
