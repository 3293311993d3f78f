"""What `put-all` asks for, point by point."""


class Feed:
    """A pool with two bounds, and requests for it, made one at a time; it counts what comes back."""

    def __init__(self, lab, count, seconds, workers=2, q_size=1, resq_size=1):
        import threadpool

        self.lab = lab
        self.count = count
        self.seconds = seconds
        self.make = lab.attribute(threadpool, "WorkRequest")
        self.pool = lab.attribute(threadpool, "ThreadPool")(workers, q_size=q_size, resq_size=resq_size)
        self.most = q_size + workers + resq_size + 1
        self.handled = []

    def job(self, number):
        if self.seconds:
            self.lab.sleep(self.seconds)
        return -number

    def callback(self, request, result):
        self.lab.expect(result == -request.args[0], "wrong-result")
        self.handled.append(request.args[0])

    def requests(self):
        for number in range(self.count):
            under_way = number + 1 - len(self.handled)
            self.lab.expect(under_way <= self.most, "too-many", count=under_way, most=self.most)
            yield self.make(self.job, [number], callback=self.callback)

    def run(self):
        """Everything through the pool, and nothing twice."""
        import put_all

        self.lab.attribute(put_all, "put_all")(self.pool, self.requests())
        self.pool.wait()
        for number in range(self.count):
            times = self.handled.count(number)
            self.lab.expect(times > 0, "lost", number=number)
            self.lab.expect(times == 1, "twice", number=number, times=times)


def both_bounded(lab):
    """Ten requests; without polling this pool takes 1 + 2 + 1 of them."""
    Feed(lab, 10, 0.1).run()


def quick_jobs(lab):
    """Jobs that take no time: now and then every request has been answered when main polls."""
    Feed(lab, 6, 0, workers=1).run()


def other_sizes(lab):
    """Not only 1 and 1."""
    Feed(lab, 14, 0.1, workers=3, q_size=3, resq_size=2).run()
    Feed(lab, 5, 0.1, workers=1, q_size=1, resq_size=1).run()


def pace(lab):
    """10 jobs of 0.1 s on 2 workers take 0.5 s; one after the other, 1 s."""
    Feed(lab, 10, 0.1).run()
    lab.expect(lab.now() < 0.65, "too-slow", seconds=round(lab.now(), 2))


def patience(lab):
    """6 jobs of 10 s on 2 workers: there is nothing to do but to wait."""
    Feed(lab, 6, 10).run()


def after_patience(lab, run):
    lab.expect(run.steps < 300, "busy", steps=run.steps)
