"""Two requests of 0.3 s on one worker, and a tick of 0.1 s."""


def meanwhile(lab):
    import polling
    import threadpool

    pool = lab.attribute(threadpool, "ThreadPool")(1)
    results = []
    for request in lab.attribute(threadpool, "makeRequests")(lambda n: lab.sleep(0.3) or n, [1, 2], lambda request, result: results.append(result)):
        pool.putRequest(request)
    ticks = []

    def tick():
        ticks.append(lab.now())
        lab.sleep(0.1)

    try:
        lab.attribute(polling, "wait_and_tick")(pool, tick)
    except threadpool.NoResultsPending:
        lab.expect(False, "escapes")
    lab.expect(results == [1, 2], "too-early", count=len(results))
    lab.expect(len(ticks) >= 5, "no-ticks", ticks=len(ticks))


def broken_tick(lab):
    import polling
    import threadpool

    pool = lab.attribute(threadpool, "ThreadPool")(1)
    for request in lab.attribute(threadpool, "makeRequests")(lambda n: lab.sleep(0.3), [1]):
        pool.putRequest(request)

    def tick():
        raise ValueError("tick")

    try:
        lab.attribute(polling, "wait_and_tick")(pool, tick)
    except ValueError:
        return
    lab.expect(False, "swallowed")
