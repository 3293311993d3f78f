"""The rule holds of some pools."""


def rounds(lab):
    import rounds

    seconds = lab.attribute(rounds, "seconds")  # the learner's own
    lab.expect(seconds(0, 3, 10) == 0, "nothing-to-do", got=str(seconds(0, 3, 10))[:20])
    for tasks, workers, each, wanted in [(6, 3, 10, 20), (7, 3, 10, 30), (2, 5, 10, 10), (999, 99, 10, 110)]:
        got = seconds(tasks, workers, each)
        lab.expect(got == wanted, "wrong-seconds", tasks=tasks, workers=workers, got=str(got)[:20], wanted=wanted)
