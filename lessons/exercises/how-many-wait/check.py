"""Three services."""


def inside(lab):
    import waiting

    rule = lab.attribute(waiting, "waiting")  # the learner's own
    for rate, latency, work, wanted in [(40, 0.5, 0.25, 10), (8, 2, 2, 0), (16, 1.5, 0.5, 16)]:
        got = rule(rate, latency, work)
        lab.expect(isinstance(got, (int, float)), "no-number", got=str(got)[:20])
        lab.expect(got == wanted, "wrong-count", rate=rate, latency=latency, work=work, got=str(got)[:20], wanted=wanted)
