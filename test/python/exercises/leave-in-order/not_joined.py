def finish(pool):
    pool.wait()
    pool.dismissWorkers(len(pool.workers))
