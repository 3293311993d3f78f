def run(room, job):
    with room:
        try:
            return job()
        except ValueError:
            return None
