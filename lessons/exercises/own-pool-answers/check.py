"""Four jobs of 0.1 s on two workers; the third raises."""


def outcomes(lab):
    import pool

    def job(number):
        lab.sleep(0.1)
        if number == 2:
            raise ValueError("two")
        return number * 10

    own = lab.attribute(pool, "Pool")(2)
    tasks = [own.submit(job, number) for number in range(4)]
    lab.expect(all(hasattr(task, "result") for task in tasks), "no-task", got=str(tasks[0])[:20])
    first = tasks[0].result()
    lab.expect(lab.now() > 0.05, "too-early", got=str(first)[:20])
    for number in (3, 1, 0, 1):
        got = tasks[number].result()
        lab.expect(got == number * 10, "wrong-value", number=number, wanted=number * 10, got=str(got)[:20])
    try:
        got = tasks[2].result()
    except ValueError:
        return
    lab.expect(False, "not-raised", got=str(got)[:20])
