"""Four jobs on one worker; the second raises, the third calls sys.exit()."""


def failing(lab):
    import pool

    done = []

    def job(number):
        if number == 1:
            raise ValueError("no such page")
        if number == 2:
            raise SystemExit("good-bye")
        done.append(number)

    own = lab.attribute(pool, "Pool")(1)
    for number in range(4):
        own.submit(job, number)
    own.wait()
    lab.expect(done == [0, 3], "not-done", done=str(done)[:40])


def after_failing(lab, run):
    lab.expect("no such page" in run.output, "not-told", error="ValueError: no such page")
