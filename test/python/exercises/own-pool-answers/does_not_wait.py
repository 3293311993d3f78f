"""Your own pool. It grows with the course."""
from queue import Queue
from threading import Event, Thread


class Task:
    def __init__(self, func, args):
        self.func, self.args = func, args
        self.value = self.error = None
        self.over = Event()

    def run(self):
        try:
            self.value = self.func(*self.args)
        except BaseException as error:
            self.error = error
        self.over.set()

    def result(self):
        """Wait for the outcome. Return the value, or raise the error."""
        if self.error is not None:
            raise self.error
        return self.value


class Pool:
    def __init__(self, workers):
        self.jobs = Queue()
        for _ in range(workers):
            Thread(target=self._run, daemon=True).start()

    def submit(self, func, *args):
        """Queue a job, and return its Task."""
        task = Task(func, args)
        self.jobs.put(task)
        return task

    def _run(self):
        while True:
            self.jobs.get().run()
