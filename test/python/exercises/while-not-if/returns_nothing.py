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
                self.changed.wait()
            return self.items.pop() if self.items else None
