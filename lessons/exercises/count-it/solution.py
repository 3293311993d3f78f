"""A worker that does what it gets, until it gets None."""


def work(q, do):
    while True:
        job = q.get()
        if job is not None:
            do(job)
        q.task_done()
        if job is None:
            return
