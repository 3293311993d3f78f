"""Refuse what there is no room for."""


class Busy(Exception):
    pass


def submit(executor, room, job):
    room.acquire()
    future = executor.submit(job)
    future.add_done_callback(lambda _: room.release())
    return future
