"""Runs the script of one thread: the statements of a scenario, as Python code would make the calls."""

import builtins
import queue

import pools
from stage import StagedThread
from staged_queue import StagedQueue

QUEUES = {"Queue": ["queue"], "WorkManager": ["work_queue"], "ThreadPool": ["_requests_queue", "_results_queue"]}


class Job:
    """Do a worker's job: sleep, then return or raise."""

    def __init__(self, stage, item, duration=0, raises=None):
        self.stage, self.item, self.duration, self.raises = stage, item, duration, raises

    def __call__(self):
        self.stage.sleep(self.duration)
        if self.raises:
            raise error_class(self.raises)
        return self.item


def error_class(name):
    for module in (queue, pools, builtins):
        if hasattr(module, name):
            return getattr(module, name)
    raise LookupError(name)


def callback_that(does):
    """Raise in a callback. The scenario does not name the exception: here it is Exception."""

    def callback(request, result):
        if does == "raises":
            raise Exception

    return callback


class Program:
    """Data that the threads of one scenario share. A job's number is its index among the jobs; add_job goes on counting."""

    def __init__(self, stage, scenario):
        self.stage, self.pool_spec = stage, scenario["pool"]
        specs = [spec for spec in scenario["jobs"] for _ in range(spec.get("count", 1))]
        self.specs = list(enumerate(specs))
        self.next_job = len(specs)
        self.pool = self.requests = None
        if self.pool_spec["kind"] == "Queue":
            self.pool = StagedQueue(stage, "queue", self.pool_spec["maxsize"])
        puts = 0
        self.threads = []
        for index, thread in enumerate(scenario["threads"]):
            script = []
            for statement in thread["script"]:
                script.append((statement, puts))
                puts += statement["call"] == "put"
            self.threads.append(ScriptThread(stage, self, "main" if index == 0 else thread["name"], script))

    def job(self, item, spec):
        return Job(self.stage, item, spec.get("duration", 0), spec.get("raises"))

    def request(self, item, spec):
        options = {}
        if "exc_callback" in spec:
            options["exc_callback"] = callback_that(spec["exc_callback"]) if spec["exc_callback"] else None
        if "callback" in spec:
            options["callback"] = callback_that(spec["callback"])
        requestID = [] if spec.get("unhashable") else spec.get("requestID")
        return pools.WorkRequest(self.job(item, spec), requestID=requestID, **options)

    def call(self, call, put_number, args):
        """One statement. Arguments that the scenario leaves out have Python's defaults, which are the pool's own."""
        stage, spec, pool = self.stage, self.pool_spec, self.pool
        if call == "sleep":
            stage.pause(args["seconds"])
        elif call == "WorkManager":
            self.pool = pools.WorkManager(stage, [self.job(*each) for each in self.specs], spec["thread_num"])
        elif call == "add_job":
            item, self.next_job = self.next_job, self.next_job + 1
            pool.add_job(self.job(item, args))
        elif call == "ThreadPool":
            self.pool = pools.ThreadPool(stage, **{name: value for name, value in spec.items() if name != "kind"})
        elif call == "makeRequests":
            self.requests = [self.request(*each) for each in self.specs]
        elif call == "putRequest":
            start, end = args.pop("requests", (0, len(self.requests)))
            for request in self.requests[start:end]:
                pool.putRequest(request, **args)
        elif spec["kind"] != "Queue":
            getattr(pool, call)(**args)
        elif call == "put":
            stage.step("put", lambda: pool.put(put_number, **args), item=put_number)
        else:
            stage.step(call, lambda: getattr(pool, call)(**args))


class ScriptThread(StagedThread):
    def __init__(self, stage, program, name, script):
        super().__init__(stage, name)
        self.program, self.script = program, script

    def run(self):
        try:
            for statement, put_number in self.script:
                self.run_statement(dict(statement), put_number)
        finally:
            self.actor.arrive()  # to leave the script, by its end or by an exception, takes a turn unless one is under way

    def run_statement(self, args, put_number):
        call, caught = args.pop("call"), tuple(map(error_class, args.pop("catch", [])))
        try:
            self.program.call(call, put_number, args)
        except caught:
            pass
