"""A worker that is busy for 1 s, and a queue with one slot."""
from functools import partial


def full(lab):
    import offering
    import threadpool

    offer = lab.attribute(offering, "offer")  # the learner's own
    pool = lab.attribute(threadpool, "ThreadPool")(1, q_size=1)
    request = partial(lab.attribute(threadpool, "WorkRequest"), lambda: lab.sleep(1))
    lab.expect(offer(pool, request()) is True, "not-true")
    lab.sleep(0.1)
    lab.expect(offer(pool, request()) is True, "not-true")
    before = lab.now()
    try:
        got = offer(pool, request())
    except Exception as error:
        lab.expect(False, "full-escapes", error=type(error).__name__)
    lab.expect(got is False and len(pool.workRequests) == 2, "took-it", seconds=round(lab.now() - before, 2))
    lab.expect(0.15 < lab.now() - before < 0.25, "wrong-wait", seconds=round(lab.now() - before, 2))
    pool.wait()
