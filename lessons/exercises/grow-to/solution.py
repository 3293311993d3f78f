"""Grow a pool."""


def grow_to(pool, wanted):
    pool.createWorkers(wanted - len(pool.workers))
