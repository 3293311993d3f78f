def run(q):
    while True:
        job = q.get()
        try:
            if job is None:
                return
            job()
        except Exception as error:
            print("failed:", error)
            return
        finally:
            q.task_done()
