"""A pool of four idle workers, of which one is to stay."""


def four_to_one(lab):
    import shrinking
    import threadpool

    pool = lab.attribute(threadpool, "ThreadPool")(4, poll_timeout=1)
    everyone = list(pool.workers)
    lab.sleep(0.5)
    lab.attribute(shrinking, "shrink_to")(pool, 1)
    lab.expect(len(pool.workers) == 1, "wrong-count", count=len(pool.workers))
    left = [worker for worker in everyone if worker not in pool.workers and worker.is_alive()]
    lab.expect(not left, "still-there", count=len(left))
