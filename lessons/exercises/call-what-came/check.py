"""Jobs with no, one and two arguments."""
import queue


def nothing():
    return "none"


def any_job(lab):
    import calling

    do_next = lab.attribute(calling, "do_next")  # the learner's own
    q = queue.Queue()
    for func, args, wanted in [(nothing, [], "none"), (abs, [-3], 3), (pow, [2, 5], 32)]:
        q.put((func, args))
        try:
            got = do_next(q)
        except TypeError as error:
            lab.expect(False, "refused", error=str(error)[:80])
        lab.expect(got == wanted, "wrong-result", args=str(args), got=str(got)[:40], wanted=str(wanted))
