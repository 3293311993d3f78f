"""Four pools."""


def capacity(lab):
    import capacity

    rule = lab.attribute(capacity, "capacity")  # the learner's own
    for workers, seconds, wanted in [(8, 0.5, 16), (1, 0.25, 4), (3, 2, 1.5), (4, 1, 4)]:
        got = rule(workers, seconds)
        lab.expect(isinstance(got, (int, float)), "no-number", got=str(got)[:20])
        lab.expect(got == wanted, "wrong-rate", workers=workers, seconds=seconds, got=str(got)[:20], wanted=wanted)
