"""At most two at once."""


def run(room, job):
    """`room` is a Semaphore(2)."""
    with room:
        return job()
