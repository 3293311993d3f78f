def work(q, do):
    while True:
        job = q.get()
        if job is None:
            return
        do(job)
        q.task_done()
