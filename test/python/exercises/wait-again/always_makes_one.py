def finish(pool):
    pool.createWorkers(1)
    pool.wait()
