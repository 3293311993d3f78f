"""The demands of `bounded-submit`, point by point."""


def executor(lab, workers, bound):
    import bounded_executor

    return lab.attribute(bounded_executor, "BoundedExecutor")(workers, bound)


def bound(lab):
    """Eight tasks of 0.1 s on 2 workers: no more than 3 are under way when submit() is back."""
    pool = executor(lab, 2, 3)
    done = []

    def task(number):
        lab.sleep(0.1)
        done.append(number)

    for number in range(8):
        pool.submit(task, number)
        # Two may have said that they are done and not have ended yet, so only the least is sure.
        count = number + 1 - len(done)
        lab.expect(count <= 3, "too-many", count=count, bound=3)
    pool.shutdown()


def results(lab):
    pool = executor(lab, 2, 2)
    futures = [pool.submit(divmod, number, 3) for number in range(5)]
    for number, future in enumerate(futures):
        lab.expect(hasattr(future, "result"), "no-future", got=str(future))
        got = future.result()
        lab.expect(got == divmod(number, 3), "wrong-result", got=str(got), wanted=str(divmod(number, 3)))
    pool.shutdown()


def failing(lab):
    """Six tasks that raise, and room for two."""
    pool = executor(lab, 1, 2)
    futures = [pool.submit(int, "no number") for _ in range(6)]
    for future in futures:
        lab.expect(hasattr(future, "exception"), "no-future", got=str(future))
        lab.expect(isinstance(future.exception(), ValueError), "wrong-result", got=str(future.exception()), wanted="ValueError")
    pool.shutdown()


def after_shutdown(lab):
    """Refused three times, with room for two."""
    pool = executor(lab, 1, 2)
    pool.shutdown()
    for _ in range(3):
        try:
            pool.submit(int, 1)
            raised = False
        except RuntimeError:
            raised = True
        lab.expect(raised, "no-error")
