"""End a pool."""


def finish(pool):
    pool.wait()
