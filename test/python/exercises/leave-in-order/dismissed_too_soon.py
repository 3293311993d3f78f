def finish(pool):
    pool.dismissWorkers(len(pool.workers), do_join=True)
    pool.wait()
