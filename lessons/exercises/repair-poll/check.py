"""What `repair-poll` asks for, point by point."""

import queue


class Stop(Exception):
    """What the callbacks here raise."""


class Batch:
    """A pool with requests 0, 1, 2, …; the callbacks of some of them raise."""

    def __init__(self, lab, count, raising, workers=2, failing=(), seconds=0.1):
        import safe_pool
        import threadpool

        self.lab = lab
        self.count = count
        self.raising = raising
        self.failing = failing
        self.seconds = seconds
        self.handled = []
        self.errors = []
        self.nothing = lab.attribute(threadpool, "NoResultsPending")
        self.pool = lab.attribute(safe_pool, "SafePool")(workers)
        make = lab.attribute(threadpool, "WorkRequest")
        for number in range(count):
            self.pool.putRequest(make(self.job, [number], callback=self.handle, exc_callback=self.handle))

    def job(self, number):
        self.lab.sleep(self.seconds * (number + 1))
        if number in self.failing:
            raise KeyError(number)
        return number

    def handle(self, request, result):
        [number] = request.args
        failed = number in self.failing
        self.lab.expect(request.exception == failed, "wrong-callback")
        self.lab.expect((result[0] is KeyError) if failed else result == number, "wrong-result")
        self.handled.append(number)
        if number in self.raising:
            error = self.raising[number](f"callback {number}")
            self.errors.append(error)
            raise error

    def caught(self, call):
        """What the call raises, or None."""
        try:
            call()
        except Exception as error:
            return error
        return None

    def all_over(self):
        """Every request has been handed over once, none is registered, and waiting again is over at once."""
        self.lab.expect(self.pool.workRequests == {}, "registered", count=len(self.pool.workRequests))
        for number in range(self.count):
            self.lab.expect(self.handled.count(number) == 1, "not-once", number=number, times=self.handled.count(number))
        again = self.caught(self.pool.wait)
        self.lab.expect(again is None, "again", error=type(again).__name__)

    def wait(self):
        """wait() hands over everything, and raises what the first callback has raised."""
        error = self.caught(self.pool.wait)
        missing = self.count - len(self.handled)
        self.lab.expect(missing == 0, "left-early", missing=missing, count=self.count)
        self.lab.expect(error is not None, "not-raised", call="wait()")
        first = self.errors[0]
        self.lab.expect(error is first, "other-error", error=type(error).__name__, wanted=type(first).__name__)
        self.all_over()


def one_callback(lab):
    """One request, and its callback raises."""
    Batch(lab, 1, {0: Stop}, workers=1).wait()


def others(lab):
    """Five requests on two workers; the callbacks of 1 and 3 raise."""
    Batch(lab, 5, {1: Stop, 3: ValueError}).wait()


def exc_callback(lab):
    """A job raises, and then its exception callback raises as well."""
    Batch(lab, 3, {1: Stop}, failing=(1, 2)).wait()


def empty(lab):
    """A callback raises what poll() catches for itself."""
    Batch(lab, 3, {0: queue.Empty}).wait()


def own_loop(lab):
    """poll() without waiting, in a loop of main's own: it hands over what there is, and then raises."""
    batch = Batch(lab, 3, {0: Stop}, workers=3)
    error = batch.caught(batch.pool.poll)
    lab.expect(error is None, "too-early", error=type(error).__name__)
    lab.sleep(0.25)  # the results of 0 and 1 are there, that of 2 is not
    error = batch.caught(batch.pool.poll)
    lab.expect(sorted(batch.handled) == [0, 1], "left-early", missing=2 - len(batch.handled), count=2)
    lab.expect(error is not None, "not-raised", call="poll()")
    lab.expect(error is batch.errors[0], "other-error", error=type(error).__name__, wanted="Stop")
    lab.expect(len(batch.pool.workRequests) == 1, "registered-then", count=len(batch.pool.workRequests))
    error = batch.caught(batch.pool.poll)
    lab.expect(error is None, "raised-twice", error=type(error).__name__)
    lab.sleep(0.25)
    error = batch.caught(batch.pool.poll)
    lab.expect(type(error) is batch.nothing, "nothing-pending")
    batch.all_over()


def as_before(lab):
    """What was right stays right."""
    import threadpool

    batch = Batch(lab, 4, {}, failing=(2,))
    error = batch.caught(batch.pool.wait)
    lab.expect(error is None, "again", error=type(error).__name__)
    batch.all_over()
    lab.expect(type(batch.caught(batch.pool.poll)) is batch.nothing, "nothing-pending")

    given = []
    request = threadpool.WorkRequest(batch.job, [2], callback=lambda *both: given.append(both), exc_callback=None)
    batch.pool.putRequest(request)
    batch.pool.wait()
    lab.expect(len(given) == 1 and given[0][0] is request and given[0][1][0] is KeyError, "callback-for-both")

    batch.pool.dismissWorkers(2, do_join=True)
    batch.pool.putRequest(threadpool.WorkRequest(batch.job, [0]))
    error = batch.caught(batch.pool.wait)
    lab.expect(type(error) is threadpool.NoWorkersAvailable, "no-workers")
