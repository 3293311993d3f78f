def shutdown(pool):
    try:
        pool.wait()
    finally:
        pool.dismissWorkers(len(pool.workers), do_join=True)
        pool.workRequests.clear()
