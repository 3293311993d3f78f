def shutdown(pool):
    if pool.workRequests and not pool.workers:
        pool.createWorkers(1)
    try:
        pool.wait()
    finally:
        pool.dismissWorkers(len(pool.workers))
        pool.joinAllDismissedWorkers()
