"""Shrink a pool."""


def shrink_to(pool, wanted):
    pool.dismissWorkers(len(pool.workers) - wanted, do_join=True)
