"""A job that works, one that raises, one that raises Empty itself, and none."""
import queue


def fail():
    raise ValueError("no such page")


def empty_inside():
    queue.Queue().get(block=False)


def outcomes(lab):
    import leaving

    step = lab.attribute(leaving, "step")  # the learner's own
    q = queue.Queue()
    lab.expect(step(q) is False, "not-false")
    ran = []
    q.put(lambda: ran.append(1))
    lab.expect(step(q) is True and ran == [1], "not-true")
    for job, name in [(fail, "ValueError"), (empty_inside, "Empty")]:
        q.put(job)
        try:
            step(q)
        except Exception as error:
            lab.expect(type(error).__name__ == name, "other-error", error=type(error).__name__, name=name)
        else:
            lab.expect(False, "swallowed", name=name)
