"""Four items on two workers."""


def collected(lab):
    import collecting
    import threadpool

    pool = lab.attribute(threadpool, "ThreadPool")(2)
    got = lab.attribute(collecting, "collect")(pool, abs, [-1, -2, -3, -4])
    lab.expect(isinstance(got, list), "no-list", got=str(got)[:40])
    lab.expect(all(isinstance(each, int) for each in got), "not-results", got=type(got[0]).__name__ if got else "")
    lab.expect(sorted(got) == [1, 2, 3, 4], "wrong-results", got=str(sorted(got))[:60])
