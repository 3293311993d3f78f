"""Wait, whatever became of the workers."""
from threadpool import NoWorkersAvailable


def finish(pool):
    pool.wait()
