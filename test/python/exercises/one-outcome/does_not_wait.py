from threading import Event


class Task:
    def __init__(self, job):
        self.job = job
        self.over = Event()

    def run(self):
        self.value = self.job()
        self.over.set()

    def result(self):
        return self.value
