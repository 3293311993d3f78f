from queue import Empty
import time


def run(q):
    while True:
        try:
            job = q.get(block=False)
        except Empty:
            time.sleep(0.001)
            continue
        if job is None:
            return
        job()
