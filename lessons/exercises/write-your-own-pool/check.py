"""What `write-your-own-pool` asks for. Threads that the check starts stand for those of a program that uses the pool."""

from threading import Thread

EXCEPTIONS = (Exception, SystemExit, KeyboardInterrupt)


def made(lab, workers):
    import pool

    return lab.attribute(pool, "Pool")(workers)


def submitted(lab, pool, func, *args, **kwargs):
    task = pool.submit(func, *args, **kwargs)
    lab.expect(task is not None and lab.attribute(task, "result"), "no-task")
    return task


def raised(task):
    """The exception that its result() raises; None: it raises none."""
    try:
        task.result()
    except EXCEPTIONS as error:
        return error
    return None


def all_gone(lab):
    alive = lab.alive()
    lab.expect(not alive, "alive", threads=", ".join(alive))


def started(*targets):
    threads = [Thread(target=target, name=name) for name, target in targets]
    for thread in threads:
        thread.start()
    return threads


# --- those that the learner is told of -------------------------------------------------------------------------------


def results(lab):
    """Two workers, five jobs: each task has the result of its own job."""
    calls = []

    def job(a, b, times=1):
        calls.append(a)
        lab.sleep(0.1)
        return (a + b) * times

    pool = made(lab, 2)
    tasks = [submitted(lab, pool, job, n, 10, times=2) for n in range(5)]
    lab.expect(lab.now() == 0, "submit-waits", seconds=round(lab.now(), 2))
    got = [task.result() for task in tasks]
    lab.expect(got == [20, 22, 24, 26, 28], "results", got=str(got), wanted="[20, 22, 24, 26, 28]")
    lab.expect(tasks[0].result() == 20, "not-again")
    lab.expect(sorted(calls) == [0, 1, 2, 3, 4], "jobs-done", jobs=str(sorted(calls)), wanted="[0, 1, 2, 3, 4]")


def at_once(lab):
    """Three workers, six jobs of 0.1 s: two rounds of three."""
    running = most = 0

    def job():
        nonlocal running, most
        running += 1
        most = max(most, running)
        lab.sleep(0.1)
        running -= 1

    pool = made(lab, 3)
    for task in [submitted(lab, pool, job) for _ in range(6)]:
        task.result()
    lab.expect(most == 3, "at-once", most=most)
    lab.expect(abs(lab.now() - 0.2) < 1e-9, "rounds", seconds=round(lab.now(), 2))


def order(lab):
    """One worker begins the jobs in the order in which they were submitted."""
    begun = []
    pool = made(lab, 1)
    tasks = [submitted(lab, pool, begun.append, n) for n in range(6)]
    for task in tasks:
        task.result()
    lab.expect(begun == [0, 1, 2, 3, 4, 5], "order", begun=str(begun))


def once(lab):
    """Three workers, and three threads that submit and ask: each job is done, and no job twice."""
    done = []
    pool = made(lab, 3)

    def submits(first):
        tasks = [submitted(lab, pool, done.append, n) for n in range(first, first + 3)]
        for task in tasks:
            task.result()

    others = started(("submits-a", lambda: submits(0)), ("submits-b", lambda: submits(3)))
    submits(6)
    for thread in others:
        thread.join()
    lab.expect(len(done) == len(set(done)), "done-twice", jobs=str(sorted(done)))
    lab.expect(len(done) == 9, "jobs-lost", done=len(done), jobs=9)


def failing_job(lab):
    """One worker, three jobs, and the second raises."""
    error = ValueError("job 1 fails")
    done = []

    def job(n):
        if n == 1:
            raise error
        done.append(n)
        return n

    pool = made(lab, 1)
    tasks = [submitted(lab, pool, job, n) for n in range(3)]
    for _ in range(2):
        found = raised(tasks[1])
        lab.expect(found is not None, "not-raised")
        lab.expect(found is error, "raised-otherwise", error=repr(found), wanted=repr(error))
    lab.expect(tasks[2].result() == 2, "after-failure", got=repr(tasks[2].result()))
    lab.expect(done == [0, 2], "jobs-done", jobs=str(done), wanted="[0, 2]")


def idle(lab):
    """No waiting thread takes a step: not the workers for an hour, not result() while a job sleeps."""

    def job():
        for _ in range(20):
            lab.sleep(5)

    pool = made(lab, 3)
    lab.sleep(1)
    before = lab.steps()
    lab.sleep(3600)
    # Main's own: to sleep, and to wake.
    lab.expect(lab.steps() - before <= 2, "idle-steps", steps=lab.steps() - before)
    task = submitted(lab, pool, job)
    before = lab.steps()
    task.result()
    # The job's: 20 times 2. A few more to get the job, to wait for it and to wake.
    lab.expect(lab.steps() - before <= 80, "result-steps", steps=lab.steps() - before)


def closing(lab):
    """Three workers, five jobs: shutdown() returns when they are done, and no worker is left."""
    done = []

    def job(n):
        lab.sleep(0.1)
        done.append(n)

    pool = made(lab, 3)
    for n in range(5):
        submitted(lab, pool, job, n)
    pool.shutdown()
    lab.expect(len(done) == 5, "shutdown-early", done=len(done), jobs=5)
    all_gone(lab)


def refusal(lab):
    """A pool that is shut down takes no job."""
    done = []
    pool = made(lab, 2)
    pool.shutdown()
    all_gone(lab)
    try:
        pool.submit(done.append, 1)
    except RuntimeError:
        pass
    except Exception as error:
        lab.expect(False, "refused-otherwise", error=type(error).__name__)
    else:
        lab.expect(False, "not-refused")


def with_block(lab):
    """A with block shuts its pool down, also when an exception leaves it."""
    import pool as file

    done = []
    error = ValueError("in the block")

    def job(n):
        lab.sleep(0.1)
        done.append(n)

    for name in ("__enter__", "__exit__"):
        lab.attribute(lab.attribute(file, "Pool"), name)
    try:
        with made(lab, 2) as pool:
            lab.expect(pool is not None, "with-nothing")
            for n in range(3):
                submitted(lab, pool, job, n)
            raise error
    except ValueError as found:
        lab.expect(found is error, "raised-otherwise", error=repr(found), wanted=repr(error))
    else:
        lab.expect(False, "with-swallows")
    lab.expect(len(done) == 3, "with-early", done=len(done), jobs=3)
    all_gone(lab)


def job_submits(lab):
    """One worker, and a job that submits another and does not wait for it."""
    done = []
    pool = made(lab, 1)

    def first():
        task = submitted(lab, pool, done.append, 2)
        done.append(1)
        return task

    second = submitted(lab, pool, first).result()
    second.result()
    lab.expect(done == [1, 2], "jobs-done", jobs=str(done), wanted="[1, 2]")


# --- and those that are hidden ---------------------------------------------------------------------------------------


def race(lab):
    """Two threads submit while main shuts down: each job is refused, or it is done."""
    accepted, done = [], []
    pool = made(lab, 2)

    def submits(first):
        for n in range(first, first + 2):
            try:
                pool.submit(done.append, n)
            except RuntimeError:
                return
            accepted.append(n)

    others = started(("submits-a", lambda: submits(0)), ("submits-b", lambda: submits(2)))
    pool.shutdown()
    for thread in others:
        thread.join()
    all_gone(lab)
    lost = sorted(set(accepted) - set(done))
    lab.expect(not lost, "accepted-not-done", jobs=len(lost))
    lab.expect(len(done) == len(accepted), "refused-and-done", jobs=len(done) - len(accepted))


def timeout(lab):
    """A job of 5 s, asked after 1 s, at once, and as long as it takes."""

    def job():
        lab.sleep(5)
        return "late"

    def times_out(seconds):
        try:
            task.result(timeout=seconds)
        except TimeoutError:
            pass
        except Exception as error:
            lab.expect(False, "timeout-otherwise", error=type(error).__name__)
        else:
            lab.expect(False, "no-timeout", seconds=seconds)
        lab.expect(abs(lab.now() - 1) < 1e-9, "timeout-when", timeout=seconds, seconds=round(lab.now(), 2))

    pool = made(lab, 1)
    task = submitted(lab, pool, job)
    times_out(1)
    times_out(0)
    lab.expect(task.result() == "late", "timeout-harms")
    lab.expect(task.result(timeout=0) == "late", "timeout-harms")


def waiters(lab):
    """Four threads wait for the result of one job."""
    got = []

    def job():
        lab.sleep(0.1)
        return 42

    pool = made(lab, 1)
    task = submitted(lab, pool, job)
    others = started(*[(f"waits-{name}", lambda: got.append(task.result())) for name in "abc"])
    got.append(task.result())
    for thread in others:
        thread.join()
    lab.expect(got == [42, 42, 42, 42], "waiters", got=str(got))


def odd_results(lab):
    """What a job may return or raise is its own affair."""
    error = ValueError("returned")
    own = TimeoutError("of the job")

    def raises():
        raise own

    pool = made(lab, 1)
    for value in (None, False, (), error):
        task = submitted(lab, pool, lambda: value)
        found = raised(task)
        lab.expect(found is None, "returned-raised", value=repr(value))
        lab.expect(task.result() is value, "returned-otherwise", value=repr(value), got=repr(task.result()))
    found = raised(submitted(lab, pool, raises))
    lab.expect(found is own, "raised-otherwise", error=repr(found), wanted=repr(own))
    try:
        found = raised(pool.submit(None))
    except TypeError as refused:
        found = refused
    lab.expect(isinstance(found, TypeError), "uncallable", got=repr(found))
    lab.expect(submitted(lab, pool, int, "7").result() == 7, "after-odd")


def exits(lab):
    """One worker, and jobs that end with what is no Exception: it lives on."""

    def job(error):
        raise error

    pool = made(lab, 1)
    for error in (SystemExit(3), KeyboardInterrupt()):
        found = raised(submitted(lab, pool, job, error))
        lab.expect(found is error, "exit-otherwise", error=repr(found), wanted=repr(error))
    lab.expect(submitted(lab, pool, int, "7").result() == 7, "after-exit")


def twice(lab):
    """Two threads shut down at the same time, and then main does it once more."""
    done = []
    early = []

    def job(n):
        lab.sleep(0.1)
        done.append(n)

    pool = made(lab, 2)
    for n in range(3):
        submitted(lab, pool, job, n)

    def closes():
        pool.shutdown()
        if len(done) < 3:
            early.append(len(done))

    others = started(("closes", closes))
    closes()
    for thread in others:
        thread.join()
    pool.shutdown()
    lab.expect(not early, "second-early", done=min(early, default=0), jobs=3)
    all_gone(lab)


def no_wait(lab):
    """shutdown(wait=False) returns at once, and what is queued is still done."""
    done = []

    def job(n):
        lab.sleep(0.1)
        done.append(n)
        return n

    pool = made(lab, 2)
    tasks = [submitted(lab, pool, job, n) for n in range(4)]
    pool.shutdown(wait=False)
    lab.expect(lab.now() == 0, "no-wait-waits", seconds=round(lab.now(), 2))
    try:
        pool.submit(done.append, 9)
    except RuntimeError:
        pass
    else:
        lab.expect(False, "not-refused")
    lab.expect([task.result() for task in tasks] == [0, 1, 2, 3], "no-wait-drops")
    lab.sleep(1)
    all_gone(lab)


def late_job(lab):
    """One worker. While shutdown() waits, its last job submits another: that is refused, and nothing hangs."""
    answers = []

    def job():
        lab.sleep(0.1)
        try:
            pool.submit(answers.append, 1)
        except RuntimeError:
            answers.append("refused")

    pool = made(lab, 1)
    submitted(lab, pool, job)
    pool.shutdown()
    lab.expect(answers == ["refused"], "late-job", answers=str(answers))
    all_gone(lab)


def two_pools(lab):
    """Two pools have nothing in common."""
    first, second = made(lab, 1), made(lab, 1)
    tasks = [submitted(lab, pool, lab.sleep, 0.1) for pool in (first, second)]
    for task in tasks:
        task.result()
    lab.expect(abs(lab.now() - 0.1) < 1e-9, "pools-wait", seconds=round(lab.now(), 2))
    first.shutdown()
    lab.expect(submitted(lab, second, int, "7").result() == 7, "pools-share")
