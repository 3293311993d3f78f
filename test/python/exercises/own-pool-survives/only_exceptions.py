from queue import Queue
from threading import Thread


class Pool:
    def __init__(self, workers):
        self.jobs = Queue()
        for _ in range(workers):
            Thread(target=self._run, daemon=True).start()

    def submit(self, func, *args):
        self.jobs.put((func, args))

    def wait(self):
        self.jobs.join()

    def _run(self):
        while True:
            func, args = self.jobs.get()
            try:
                func(*args)
            except Exception as error:
                print("a job failed:", repr(error))
            self.jobs.task_done()
