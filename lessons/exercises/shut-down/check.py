"""What `shut-down` asks for, point by point."""


def shutdown(lab, pool):
    import shut_down

    return lab.attribute(shut_down, "shutdown")(pool)


def fill(lab, pool, jobs, results):
    """Requests that take 0.1 s each."""
    import threadpool

    def job(number):
        lab.sleep(0.1)
        return number

    def collect(_, result):
        results.append(result)

    for request in threadpool.makeRequests(job, range(jobs), collect):
        pool.putRequest(request)


def nobody_left(lab, pool):
    alive = lab.alive()
    lab.expect(not alive, "still-alive", threads=", ".join(alive), count=len(alive))
    lab.expect(not pool.workers, "listed", count=len(pool.workers))
    lab.expect(not pool.dismissedWorkers, "listed-dismissed", count=len(pool.dismissedWorkers))


def finishing(lab):
    """Two workers, five requests."""
    import threadpool

    results = []
    pool = threadpool.ThreadPool(2)
    fill(lab, pool, 5, results)
    shutdown(lab, pool)
    lab.expect(sorted(results) == [0, 1, 2, 3, 4], "results", results=str(sorted(results)), wanted="[0, 1, 2, 3, 4]")
    nobody_left(lab, pool)
    lab.expect(not pool.workRequests, "expected", count=len(pool.workRequests))


def dismissed_before(lab):
    """Two of three workers were dismissed long ago, and were never joined."""
    import threadpool

    results = []
    pool = threadpool.ThreadPool(3)
    pool.dismissWorkers(2)
    fill(lab, pool, 2, results)
    shutdown(lab, pool)
    lab.expect(sorted(results) == [0, 1], "results", results=str(sorted(results)), wanted="[0, 1]")
    nobody_left(lab, pool)


def no_worker(lab):
    """Requests are pending, and all workers were dismissed."""
    import threadpool

    results = []
    pool = threadpool.ThreadPool(2)
    fill(lab, pool, 4, results)
    pool.dismissWorkers(2)
    try:
        shutdown(lab, pool)
    except threadpool.NoWorkersAvailable:
        lab.expect(False, "no-workers")
    lab.expect(sorted(results) == [0, 1, 2, 3], "results", results=str(sorted(results)), wanted="[0, 1, 2, 3]")
    nobody_left(lab, pool)


def twice(lab):
    """The second call has nothing to do, and does nothing."""
    import threadpool

    results = []
    pool = threadpool.ThreadPool(2)
    fill(lab, pool, 3, results)
    shutdown(lab, pool)
    try:
        shutdown(lab, pool)
    except Exception as error:
        lab.expect(False, "second-raised", error=type(error).__name__)
    lab.expect(sorted(results) == [0, 1, 2], "results", results=str(sorted(results)), wanted="[0, 1, 2]")
    nobody_left(lab, pool)


def raising_callback(lab):
    """A callback raises: the caller is told, and all workers have left by then. After it, all is quiet."""
    import threadpool

    def complain(request, result):
        raise ValueError("a callback fails")

    pool = threadpool.ThreadPool(2)
    for request in threadpool.makeRequests(lab.sleep, [0.1, 0.1, 0.1], complain):
        pool.putRequest(request)
    told = False
    try:
        shutdown(lab, pool)
    except ValueError:
        told = True
    lab.expect(told, "not-told")
    nobody_left(lab, pool)
    lab.expect(not pool.workRequests, "expected", count=len(pool.workRequests))
    try:
        shutdown(lab, pool)
    except Exception as error:
        lab.expect(False, "second-raised", error=type(error).__name__)
    nobody_left(lab, pool)
