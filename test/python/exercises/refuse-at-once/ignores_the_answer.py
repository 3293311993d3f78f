class Busy(Exception):
    pass


def submit(executor, room, job):
    room.acquire(blocking=False)
    future = executor.submit(job)
    future.add_done_callback(lambda _: room.release())
    return future
