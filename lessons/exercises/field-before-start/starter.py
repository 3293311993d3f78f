"""A worker with a label."""
from threading import Thread


class Starting(Thread):
    """A thread that starts when it is made, as WorkerThread does."""

    def __init__(self):
        super().__init__()
        self.start()


class Labelled(Starting):
    def __init__(self, label, tell):
        super().__init__()
        self.label = label
        self.tell = tell

    def run(self):
        self.tell(self.label)
