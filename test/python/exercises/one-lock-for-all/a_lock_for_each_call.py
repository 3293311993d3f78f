from threading import Lock


class Counter:
    def __init__(self):
        self.n = 0

    def add(self):
        with Lock():
            value = self.n
            self.n = value + 1
