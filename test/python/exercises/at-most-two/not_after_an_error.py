def run(room, job):
    room.acquire()
    result = job()
    room.release()
    return result
