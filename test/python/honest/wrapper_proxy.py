import functools, logging
def logged(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        return fn(*args, **kwargs)
    return inner
class Proxy:
    def __init__(self, inner): self._inner = inner
    def __getattr__(self, name): return getattr(self._inner, name)
Proxy([]).append(1)
# SOLUTION
for _name in ("add_job", "close", "wait_allcomplete"):
    setattr(WorkManager, _name, logged(getattr(WorkManager, _name)))
