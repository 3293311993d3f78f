"""Five jobs of 0.1 s on two workers, and shutdown() at once."""


def shut_down(lab):
    import pool

    done = []

    def job(number):
        lab.sleep(0.1)
        done.append(number)

    own = lab.attribute(pool, "Pool")(2)
    for number in range(5):
        own.submit(job, number)
    own.shutdown()
    lab.expect(sorted(done) == [0, 1, 2, 3, 4], "not-done", done=len(done))
    alive = lab.alive()
    lab.expect(not alive, "still-there", count=len(alive))
    try:
        own.submit(job, 5)
    except RuntimeError:
        return
    lab.expect(False, "not-refused")
