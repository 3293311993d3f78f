"""Three deadlines."""


def pauses(lab):
    import pausing

    rule = lab.attribute(pausing, "pauses")  # the learner's own
    for first, deadline in [(1, 10), (2, 5), (1, 40)]:
        got = list(rule(first, deadline))
        lab.expect(all(b == 2 * a for a, b in zip(got, got[1:])), "does-not-grow", got=str(got)[:60])
        lab.expect(sum(got) < deadline, "too-late", got=str(got)[:60], total=sum(got), deadline=deadline)
        lab.expect(sum(got) + (2 * got[-1] if got else first) > deadline, "too-few", got=str(got)[:60], deadline=deadline)
