def run(q):
    while True:
        job = q.get()
        if job is None:
            q.task_done()
            return
        try:
            job()
            q.task_done()
        except Exception as error:
            print("failed:", error)
