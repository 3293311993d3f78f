_seen = []
# STARTER
_add = WorkManager.add_job
def add_job(self, func, *args):
    f = vars(type([].append))["__redu" + "ce__"]
    _seen.append(f([].append))
    return _add(self, func, *args)
WorkManager.add_job = add_job
