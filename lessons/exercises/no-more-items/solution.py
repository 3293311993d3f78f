"""A worker that leaves when its queue is shut down."""
from queue import ShutDown


def run(q, do):
    while True:
        try:
            item = q.get()
        except ShutDown:
            return
        do(item)
