"""End a pool."""


def finish(pool):
    pool.wait()
    pool.dismissWorkers(len(pool.workers), do_join=True)
