"""What `gather-in-order` asks for, point by point."""


def gathered(lab, function, arguments, workers, wanted):
    """What gather() returns: a list with a slot for each argument."""
    import gather

    found = lab.attribute(gather, "gather")(function, arguments, workers)
    lab.expect(type(found) is list, "not-a-list", type=type(found).__name__)
    lab.expect(len(found) == wanted, "length", length=len(found), wanted=wanted)
    return found


def order(lab):
    """The first task takes longest, so that results come in the opposite order."""

    def square(n):
        lab.sleep(n / 10)
        return n * n

    found = gathered(lab, square, [5, 4, 3, 2, 1], 5, 5)
    lab.expect(found == [25, 16, 9, 4, 1], "order", found=str(found), wanted="[25, 16, 9, 4, 1]")


def equal(lab):
    """Equal arguments, and a result that is another one for each call."""
    tickets = iter(range(6))

    def draw(_):
        ticket = next(tickets)
        lab.sleep(0.1)
        return ticket

    found = gathered(lab, draw, ["a", "b", "a", "a", "b", "a"], 3, 6)
    lab.expect(sorted(found) == [0, 1, 2, 3, 4, 5], "equal", found=str(found))


def failing(lab):
    """Two of five raise: one early, one late. The call before the last takes longest."""
    errors = {1: ValueError("one"), 3: KeyError("three")}

    def fail(n):
        lab.sleep(0.4 if n == 3 else 0.1)
        if n in errors:
            raise errors[n]
        return -n

    found = gathered(lab, fail, [0, 1, 2, 3, 4], 2, 5)
    for n, error in errors.items():
        lab.expect(found[n] is error, "failure-place", place=n, found=type(found[n]).__name__, error=type(error).__name__)
    lab.expect([found[n] for n in (0, 2, 4)] == [0, -2, -4], "results", found=str([found[n] for n in (0, 2, 4)]))


def cost(lab):
    """Six tasks of 0.1 s on three workers: two rounds, and never more than three at a time."""
    running = []
    most = [0]

    def wait(n):
        running.append(n)
        most[0] = max(most[0], len(running))
        lab.sleep(0.1)
        running.remove(n)
        return n

    found = gathered(lab, wait, [0, 1, 2, 3, 4, 5], 3, 6)
    lab.expect(found == [0, 1, 2, 3, 4, 5], "order", found=str(found), wanted="[0, 1, 2, 3, 4, 5]")
    lab.expect(most[0] <= 3, "too-many", most=most[0])
    lab.expect(lab.now() < 0.25, "too-slow", seconds=round(lab.now(), 2))
