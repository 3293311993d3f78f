"""What `fewer-messages` asks for, point by point."""

import pickle
import sys
import types
from concurrent.futures import ThreadPoolExecutor


class Pool:
    """Threads that are spoken to as processes are: everything goes there and back as bytes."""

    def __init__(self, submit):
        self.submit = submit


def counted(lab, workers):
    """A pool, and a list with an entry for each message: the program has no way to it."""
    threads = ThreadPoolExecutor(workers)
    sent = []

    def submit(function, /, *args, **kwargs):
        sent.append(len(args))
        try:
            data = pickle.dumps((function, args, kwargs))
        except Exception as error:
            lab.expect(False, "not-pickled", error=f"{type(error).__name__}: {error}"[:120])
        return threads.submit(answer, data)

    return Pool(submit), sent


def answer(data):
    function, args, kwargs = pickle.loads(data)
    return pickle.loads(pickle.dumps(function(*args, **kwargs)))


def job(function):
    """The function as one of a module, so that it can be sent."""
    jobs = sys.modules.setdefault("jobs", types.ModuleType("jobs"))
    function.__module__, function.__qualname__ = "jobs", function.__name__
    setattr(jobs, function.__name__, function)
    return function


def mapped(lab, pool, function, items, size):
    import chunks

    return lab.attribute(chunks, "map_in_chunks")(pool, function, items, size)


def messages(lab):
    """12 items in batches of 5: 5, 5 and 2, so 3 messages."""
    calls = []

    @job
    def square(number):
        calls.append(number)
        return number * number

    pool, sent = counted(lab, 2)
    results = mapped(lab, pool, square, list(range(12)), 5)
    lab.expect(len(sent) == 3, "messages", sent=len(sent), items=12, size=5, wanted=3)
    lab.expect(sorted(calls) == list(range(12)), "calls", calls=str(sorted(calls)))
    wanted = [number * number for number in range(12)]
    lab.expect(results == wanted, "results", results=str(results)[:80], wanted=str(wanted))


def overlap(lab):
    """Four workers, 8 items in batches of 2. The first batch takes longest, 0.6 s, and the others less: 0.6 s in all."""

    @job
    def slow(number):
        lab.sleep(0.3 if number < 2 else 0.1)
        return number

    results = mapped(lab, counted(lab, 4)[0], slow, list(range(8)), 2)
    lab.expect(results == list(range(8)), "results", results=str(results)[:80], wanted=str(list(range(8))))
    lab.expect(lab.now() < 0.65, "too-slow", seconds=round(lab.now(), 2), wanted=0.6)


def edges(lab):
    """A generator, a batch that is never full, no items, batches of one, and a size that is none."""

    @job
    def double(number):
        return 2 * number

    pool, sent = counted(lab, 2)
    for count, size, wanted in ((5, 2, 3), (3, 10, 1), (0, 4, 0), (2, 1, 2)):
        sent.clear()
        results = mapped(lab, pool, double, (number for number in range(count)), size)
        doubled = [2 * number for number in range(count)]
        lab.expect(results == doubled, "results", results=str(results)[:80], wanted=str(doubled))
        lab.expect(len(sent) == wanted, "messages", sent=len(sent), items=count, size=size, wanted=wanted)
    try:
        mapped(lab, pool, double, [1], 0)
        raised = False
    except ValueError:
        raised = True
    lab.expect(raised, "no-value-error")


def failing(lab):
    """Items 1 and 4 fail, and 4 does so first. The caller is told of 1."""

    @job
    def risky(number):
        if number == 1:
            lab.sleep(0.3)
            raise KeyError(number)
        if number == 4:
            raise IndexError(number)
        return number

    error = "nothing"
    try:
        mapped(lab, counted(lab, 3)[0], risky, range(6), 2)
    except Exception as caught:
        error = type(caught).__name__
    lab.expect(error != "nothing", "not-raised")
    lab.expect(error == "KeyError", "other-error", error=error)
