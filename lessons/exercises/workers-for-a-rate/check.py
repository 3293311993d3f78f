"""The demands of `workers-for-a-rate`, point by point."""


def ask(lab, rate, seconds, busy):
    import pool_size

    return lab.attribute(pool_size, "workers_for")(rate, seconds, busy)


def half_busy(lab):
    """20 a second of 0.25 s are 5 seconds of work a second: 5 workers, and 10 at half load."""
    for rate, seconds, busy, wanted in ((20, 0.25, 0.5, 10), (8, 0.5, 0.5, 8), (4, 2, 1, 8)):
        got = ask(lab, rate, seconds, busy)
        lab.expect(got == wanted, "number", rate=rate, seconds=seconds, busy=busy, got=str(got), wanted=wanted)


def whole(lab):
    """5 × 0.25 / 0.5 is 2.5: two are too few."""
    for rate, seconds, busy, wanted in ((5, 0.25, 0.5, 3), (3, 0.75, 1, 3)):
        got = ask(lab, rate, seconds, busy)
        lab.expect(type(got) is int, "not-whole", got=str(got))
        lab.expect(got == wanted, "rounded", rate=rate, seconds=seconds, busy=busy, got=got, wanted=wanted)


def one(lab):
    """A pool without a worker does nothing."""
    got = ask(lab, 0, 0.25, 0.5)
    lab.expect(got == 1, "none", got=str(got))
