"""A worker that can be dismissed."""
from queue import Empty


def run(q, dismissed):
    while not dismissed.is_set():
        job = q.get()
        job()
