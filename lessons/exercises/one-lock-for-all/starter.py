"""A counter for several threads."""
from threading import Lock


class Counter:
    def __init__(self):
        self.n = 0
        self.lock = Lock()

    def add(self):
        value = self.n
        self.n = value + 1
