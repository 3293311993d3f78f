class Fut:
    __class__ = property(lambda s: TimeoutError)
    def done(self): return False
def submit(pool, fn, *a, **k): return Fut()
