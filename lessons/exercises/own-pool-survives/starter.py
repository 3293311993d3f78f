"""Your own pool. It grows with the course."""
from queue import Queue
from threading import Thread


class Pool:
    def __init__(self, workers):
        self.jobs = Queue()
        for _ in range(workers):
            Thread(target=self._run, daemon=True).start()

    def submit(self, func, *args):
        """Queue a job."""
        self.jobs.put((func, args))

    def wait(self):
        """Return when every job that was submitted is done."""
        self.jobs.join()

    def _run(self):
        while True:
            func, args = self.jobs.get()
            func(*args)
            self.jobs.task_done()
