"""Four programs."""


def sums(lab):
    import costing

    rule = lab.attribute(costing, "seconds")  # the learner's own
    for threads, compute, wait, wanted in [(1, 2, 3, 5), (4, 1, 10, 14), (8, 0, 1, 1), (4, 2, 0, 8)]:
        got = rule(threads, compute, wait)
        lab.expect(isinstance(got, (int, float)), "no-number", got=str(got)[:20])
        lab.expect(got == wanted, "wrong-seconds", threads=threads, compute=compute, wait=wait, got=got, wanted=wanted)
