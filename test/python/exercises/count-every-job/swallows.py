def run(q):
    while True:
        job = q.get()
        try:
            if job is None:
                return
            job()
        except Exception:
            pass
        finally:
            q.task_done()
