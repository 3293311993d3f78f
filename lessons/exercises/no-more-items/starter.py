"""A worker that leaves when its queue is shut down."""
from queue import ShutDown


def run(q, do):
    while True:
        do(q.get())
