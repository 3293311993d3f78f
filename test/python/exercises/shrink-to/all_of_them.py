def shrink_to(pool, wanted):
    pool.dismissWorkers(len(pool.workers), do_join=True)
