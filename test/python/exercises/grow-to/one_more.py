def grow_to(pool, wanted):
    pool.createWorkers(1)
