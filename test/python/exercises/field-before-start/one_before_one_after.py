from threading import Thread


class Starting(Thread):
    def __init__(self):
        super().__init__()
        self.start()


class Labelled(Starting):
    def __init__(self, label, tell):
        self.tell = tell
        super().__init__()
        self.label = label

    def run(self):
        self.tell(self.label)
