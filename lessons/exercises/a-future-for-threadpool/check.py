"""What `a-future-for-threadpool` asks for, point by point."""

import threading

import threadpool


def parts(lab, workers):
    """A pool, and a function that submits to it."""
    import futures

    name = "submit"
    submit = lab.attribute(futures, name)
    pool = threadpool.ThreadPool(workers)
    return lambda fn, *args, **kwargs: submit(pool, fn, *args, **kwargs)


def raised(call):
    """What the call raised; None: nothing."""
    try:
        call()
    except BaseException as error:
        return error


def returns(lab):
    """A job of 0.1 s."""
    submit = parts(lab, 2)

    def job(n, plus=0):
        lab.sleep(0.1)
        return n * n + plus

    future = submit(job, 3, plus=1)
    lab.expect(lab.now() < 0.05, "submit-waits")
    lab.expect(future.done() is False, "done-early", given=repr(future.done()))
    result = future.result()
    lab.expect(result == 10, "wrong-result", given=repr(result), wanted=10)
    lab.expect(future.done() is True, "not-done", given=repr(future.done()))
    lab.expect(future.result() == 10, "second-result", given=repr(future.result()))
    error = future.exception()
    lab.expect(error is None, "exception-of-none", given=repr(error))


def its_own_job(lab):
    """Two workers, jobs of 0.1 and 0.3 s: the first is done at 0.1."""
    submit = parts(lab, 2)
    quick = submit(lab.sleep, 0.1)
    submit(lab.sleep, 0.3)
    quick.result()
    lab.expect(lab.now() < 0.15, "waited-for-all", seconds=round(lab.now(), 2))


def raises(lab):
    """What a job raises is told by exception(), and raised by result()."""
    submit = parts(lab, 1)
    for wanted in (ValueError("odd"), SystemExit("bye")):

        def job():
            lab.sleep(0.1)
            raise wanted

        future = submit(job)
        error = future.exception()
        lab.expect(error is wanted, "wrong-exception", given=repr(error), wanted=repr(wanted))
        again = raised(future.result)
        lab.expect(again is not None, "result-returns", wanted=repr(wanted))
        lab.expect(again is wanted, "result-raises-other", given=repr(again), wanted=repr(wanted))


def timeout(lab):
    """A job of 0.5 s, and a thread that waits 0.1 s for it."""
    submit = parts(lab, 1)

    def job():
        lab.sleep(0.5)
        return "late"

    future = submit(job)
    for name in ("result", "exception"):
        call = lab.attribute(future, name)
        began = lab.now()
        error = raised(lambda: call(timeout=0.1))
        lab.expect(error is not None, "no-timeout", name=name)
        lab.expect(isinstance(error, TimeoutError), "other-timeout", name=name, given=repr(error))
        lab.expect(abs(lab.now() - began - 0.1) < 0.01, "timeout-late", name=name, seconds=round(lab.now() - began, 2))
    lab.expect(future.result() == "late", "after-timeout")


def many_wait(lab):
    """Three threads wait for one future."""
    submit = parts(lab, 1)

    def job():
        lab.sleep(0.1)
        return 7

    future = submit(job)
    got = []
    threads = [threading.Thread(target=lambda: got.append(future.result())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lab.expect(got == [7, 7, 7], "not-all-got", given=str(got))


def callbacks(lab):
    """Jobs that are done while callbacks are being added, at whichever of them the schedule has it."""
    submit = parts(lab, 1)
    for _ in range(4):
        calls = []

        def callback(given):
            given.done()
            calls.append(given)

        future = submit(int, "7")
        for _ in range(5):
            future.add_done_callback(callback)
        lab.sleep(1)
        lab.expect(len(calls) == 5, "callbacks", count=len(calls), wanted=5)
        lab.expect(all(given is future for given in calls), "callback-argument")
        future.add_done_callback(callback)
        lab.expect(len(calls) == 6, "late-callback")
