"""Your own pool. It grows with the course."""
from queue import Queue
from threading import Event, Lock, Thread


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
        self.over.wait()
        if self.error is not None:
            raise self.error
        return self.value


class Pool:
    def __init__(self, workers):
        self.jobs = Queue()
        self.closed = False
        self.lock = Lock()
        self.workers = [Thread(target=self._run) for _ in range(workers)]
        for worker in self.workers:
            worker.start()

    def submit(self, func, *args):
        """Queue a job, and return its Task."""
        task = Task(func, args)
        with self.lock:
            if self.closed:
                raise RuntimeError("the pool is closed")
            self.jobs.put(task)
        return task

    def shutdown(self):
        """Take no more jobs, do those that are queued, and return when no worker is left."""
        with self.lock:
            self.closed = True
            self.jobs.put(None)
        for worker in self.workers:
            worker.join()

    def _run(self):
        while (task := self.jobs.get()) is not None:
            task.run()
