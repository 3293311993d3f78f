"""Results that came in another order than they were asked for."""


def three(lab):
    import ordering

    in_order = lab.attribute(ordering, "in_order")  # the learner's own
    for came, wanted in [([(2, "a"), (0, "c"), (1, "b")], ["c", "b", "a"]), ([(1, 5), (0, 5)], [5, 5]), ([], [])]:
        got = in_order(came)
        lab.expect(not any(isinstance(each, tuple) for each in got), "not-results", got=str(got)[:60])
        lab.expect(list(got) == wanted, "wrong-order", last=len(wanted) - 1, wanted=str(wanted), got=str(got)[:60])
