"""Shrink a pool."""


def shrink_to(pool, wanted):
    pool.dismissWorkers(wanted)
