def shutdown(pool):
    if pool.workRequests and not pool.workers:
        pool.createWorkers(1)
    pool.wait()
    pool.dismissWorkers(len(pool.workers))
    pool.joinAllDismissedWorkers()
