class Busy(Exception):
    pass


def submit(executor, room, job):
    if not room.acquire(timeout=0.2):
        raise Busy
    future = executor.submit(job)
    future.add_done_callback(lambda _: room.release())
    return future
