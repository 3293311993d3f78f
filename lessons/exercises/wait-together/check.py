"""Four waits of 0.1 s."""


def four_waits(lab):
    import together

    over = []

    def wait():
        lab.sleep(0.1)
        over.append(1)

    lab.attribute(together, "wait_for_all")([wait] * 4)
    lab.expect(len(over) == 4, "too-early", over=len(over))
    lab.expect(lab.now() < 0.15, "too-slow", seconds=round(lab.now(), 2))
