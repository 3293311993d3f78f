from threading import Condition


class Box:
    def __init__(self):
        self.items = []
        self.changed = Condition()

    def put(self, item):
        with self.changed:
            self.items.append(item)
            self.changed.notify_all()

    def take(self):
        with self.changed:
            if not self.items:
                self.changed.wait(timeout=0.05)
            return self.items.pop()
