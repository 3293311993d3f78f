from queue import Empty


def run(q):
    while True:
        try:
            job = q.get(timeout=0.1)
        except Empty:
            return
        if job is None:
            return
        job()
