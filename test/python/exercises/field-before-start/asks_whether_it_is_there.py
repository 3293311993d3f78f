from threading import Thread


class Starting(Thread):
    def __init__(self):
        super().__init__()
        self.start()


class Labelled(Starting):
    def __init__(self, label, tell):
        super().__init__()
        self.label = label
        self.tell = tell

    def run(self):
        if hasattr(self, "tell"):
            self.tell(self.label)
