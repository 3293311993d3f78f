def run(room, job):
    with room:
        pass
    return job()
