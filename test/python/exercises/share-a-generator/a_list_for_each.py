class Shared:
    def __init__(self, items):
        self.items = list(items)

    def __iter__(self):
        return iter(self.items)
