from threading import Lock


class Counter:
    def __init__(self):
        self.n = 0
        self.lock = Lock()

    def add(self):
        with self.lock:
            value = self.n
        self.n = value + 1
