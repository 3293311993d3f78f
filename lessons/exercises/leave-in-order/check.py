"""Four requests of 0.1 s on two workers."""


def all_gone(lab):
    import ending
    import threadpool

    pool = lab.attribute(threadpool, "ThreadPool")(2, poll_timeout=0.5)
    workers = list(pool.workers)
    results = []
    for request in lab.attribute(threadpool, "makeRequests")(lambda n: lab.sleep(0.1), [1, 2, 3, 4], lambda request, result: results.append(1)):
        pool.putRequest(request)
    try:
        lab.attribute(ending, "finish")(pool)
    except threadpool.NoWorkersAvailable:
        lab.expect(False, "nobody-left")
    lab.expect(len(results) == 4, "unanswered", count=len(results))
    alive = sum(worker.is_alive() for worker in workers)
    lab.expect(alive == 0, "alive", count=alive)
