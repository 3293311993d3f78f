from queue import Empty
import time


def run(q, dismissed):
    while not dismissed.is_set():
        try:
            job = q.get(timeout=0.001)
        except Empty:
            continue
        job()
