"""One job, and its outcome."""
from threading import Event


class Task:
    def __init__(self, job):
        self.job = job
        self.over = Event()

    def run(self):
        self.over.set()
        self.value = self.job()

    def result(self):
        self.over.wait()
        return self.value
