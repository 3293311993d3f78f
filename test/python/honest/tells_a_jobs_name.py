# SOLUTION
_add = WorkManager.add_job
def add_job(self, func, *args):
    print(getattr(func, "__name__", "?"), repr(func), func.__doc__, getattr(func, "__qualname__", None))
    return _add(self, func, *args)
WorkManager.add_job = add_job
