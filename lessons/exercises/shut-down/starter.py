def shutdown(pool):
    """Finish what is pending, then send all workers home."""
    pool.dismissWorkers(len(pool.workers))
    pool.wait()
