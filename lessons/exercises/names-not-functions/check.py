"""What `names-not-functions` asks for, point by point."""


def parts(lab, workers):
    """The learner's module, and a pool of its class."""
    import name_pool

    return name_pool, lab.attribute(name_pool, "NamePool")(workers)


def raised(call):
    """What the call raised; None: nothing."""
    try:
        call()
    except BaseException as error:
        return error


def order(lab):
    """Three jobs on two workers: results in the order of put()."""
    module, pool = parts(lab, 2)

    @module.export
    def double(n):
        lab.sleep(n / 10)
        return 2 * n

    for n in (3, 1, 2):
        pool.put(double, n)
    lab.expect(lab.now() < 0.05, "put-waits")
    results = pool.wait()
    lab.expect(results == [6, 2, 4], "results", given=str(results), wanted="[6, 2, 4]")
    lab.expect(abs(lab.now() - 0.3) < 0.01, "not-side-by-side", seconds=round(lab.now(), 2))


def not_exported(lab):
    """What no worker could find is refused by put(), at once."""
    module, pool = parts(lab, 1)
    refusal = lab.attribute(module, "NotExported")

    @module.export
    def exported():
        return "right"

    def hidden():
        return "hidden"

    def impostor():
        return "wrong"

    impostor.__name__ = "exported"
    for name, func in (("hidden", hidden), ("lambda", lambda: 1), ("a partial", type("Callable", (), {"__call__": hidden})())):
        error = raised(lambda: pool.put(func))
        lab.expect(error is not None, "taken", name=name)
        lab.expect(isinstance(error, refusal), "refused-otherwise", name=name, error=repr(error))
    error = raised(lambda: pool.put(impostor))
    lab.expect(isinstance(error, refusal), "impostor")
    pool.put(exported)
    results = pool.wait()
    lab.expect(results == ["right"], "after-refusal", given=str(results))


def clones(lab):
    """A list goes out as it is at put(), and comes back as another one."""
    module, pool = parts(lab, 1)
    kept = []

    @module.export
    def extend(numbers):
        lab.sleep(0.1)
        kept.append(numbers)
        numbers.append(0)
        return numbers

    mine = [1, 2]
    pool.put(extend, mine)
    mine.append(3)
    results = pool.wait()
    lab.expect(mine == [1, 2, 3], "mine-changed", given=str(mine))
    lab.expect(results == [[1, 2, 0]], "changed-after-put", given=str(results))
    kept[0].append("later")
    lab.expect(results == [[1, 2, 0]], "result-shared")


def unsendable(lab):
    """What cannot be text does not go, in either direction."""
    module, pool = parts(lab, 1)

    @module.export
    def give(kind):
        return {1, 2} if kind == "set" else kind

    error = raised(lambda: pool.put(give, {1, 2}))
    lab.expect(isinstance(error, TypeError), "argument-taken", given=repr(error))
    for kind in ("set", "text"):
        pool.put(give, kind)
    results = pool.wait()
    lab.expect(len(results) == 2, "count", given=str(results))
    remote = lab.attribute(module, "RemoteError")
    lab.expect(isinstance(results[0], remote), "result-taken", given=repr(results[0]))
    lab.expect(results[1] == "text", "next-job", given=repr(results[1]))


def failing(lab):
    """A job that raises: its entry holds a RemoteError, and its worker goes on."""
    module, pool = parts(lab, 1)

    @module.export
    def half(n):
        if n == 0:
            raise SystemExit("bye")
        if n % 2:
            raise ValueError(f"{n} is odd")
        return n // 2

    for n in (4, 3, 0, 2):
        pool.put(half, n)
    results = pool.wait()
    lab.expect(len(results) == 4, "count", given=str(results))
    lab.expect(results[0] == 2 and results[3] == 1, "others", given=str(results))
    remote = lab.attribute(module, "RemoteError")
    for at, wanted in ((1, "ValueError: 3 is odd"), (2, "SystemExit: bye")):
        lab.expect(isinstance(results[at], remote), "no-remote-error", wanted=wanted, given=repr(results[at]))
        lab.expect(str(results[at]) == wanted, "other-text", wanted=wanted, given=str(results[at]))
