def work(q, do):
    while True:
        job = q.get()
        q.task_done()
        if job is None:
            return
        do(job)
