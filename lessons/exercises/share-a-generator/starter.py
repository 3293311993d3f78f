"""One generator for several threads."""
from threading import Lock


class Shared:
    def __init__(self, items):
        self.items = iter(items)
        self.lock = Lock()

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.items)
