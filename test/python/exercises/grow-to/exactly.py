def grow_to(pool, wanted):
    difference = wanted - len(pool.workers)
    if difference > 0:
        pool.createWorkers(difference)
    else:
        pool.dismissWorkers(-difference)
