"""A pool whose workers have left, and one with a worker."""


def without_workers(lab):
    import finishing
    import threadpool

    finish = lab.attribute(finishing, "finish")  # the learner's own
    done = []
    pool = lab.attribute(threadpool, "ThreadPool")(2, poll_timeout=1)
    pool.dismissWorkers(2, do_join=True)
    for request in lab.attribute(threadpool, "makeRequests")(done.append, [0, 1, 2]):
        pool.putRequest(request)
    try:
        finish(pool)
    except Exception as error:
        lab.expect(False, "escapes", error=type(error).__name__)
    lab.expect(sorted(done) == [0, 1, 2], "not-done", done=len(done))
    other = lab.attribute(threadpool, "ThreadPool")(1, poll_timeout=1)
    other.putRequest(lab.attribute(threadpool, "WorkRequest")(done.append, [3]))
    finish(other)
    lab.expect(len(other.workers) == 1, "one-more", count=len(other.workers))
