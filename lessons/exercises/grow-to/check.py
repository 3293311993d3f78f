"""A pool of two workers, grown twice."""


def five_workers(lab):
    import growing
    import threadpool

    grow_to = lab.attribute(growing, "grow_to")  # the learner's own
    pool = lab.attribute(threadpool, "ThreadPool")(2, poll_timeout=1)
    grow_to(pool, 5)
    lab.expect(len(pool.workers) == 5, "wrong-count", before=2, wanted=5, count=len(pool.workers))
    grow_to(pool, 3)
    lab.expect(len(pool.workers) >= 5, "too-few", wanted=3, count=len(pool.workers))
    lab.expect(len(pool.workers) == 5, "wrong-count", before=5, wanted=3, count=len(pool.workers))
