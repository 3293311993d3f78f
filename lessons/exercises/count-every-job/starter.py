"""A worker that does jobs until it gets None."""


def run(q):
    while True:
        job = q.get()
        if job is None:
            q.task_done()
            return
        job()
        q.task_done()
