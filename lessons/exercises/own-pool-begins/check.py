"""Six jobs of 0.1 s on three workers."""


def two_rounds(lab):
    import pool

    done = []

    def job(number, name):
        lab.sleep(0.1)
        done.append((number, name))

    own = lab.attribute(pool, "Pool")(3)
    for number in range(6):
        own.submit(job, number, 7)
    lab.expect(lab.now() < 0.05, "submit-waits", seconds=round(lab.now(), 2))
    own.wait()
    lab.expect(sorted(done) == [(number, 7) for number in range(6)], "not-done", done=len(done))
    lab.expect(lab.now() < 0.25, "too-slow", seconds=round(lab.now(), 2))
