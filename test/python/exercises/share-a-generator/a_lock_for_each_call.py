from threading import Lock


class Shared:
    def __init__(self, items):
        self.items = iter(items)

    def __iter__(self):
        return self

    def __next__(self):
        with Lock():
            return next(self.items)
