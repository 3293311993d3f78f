"""A worker that does jobs until it gets None."""


def run(q):
    while True:
        job = q.get()
        if job is None:
            return
        job()
