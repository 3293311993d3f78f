"""Wait, whatever became of the workers."""
from threadpool import NoWorkersAvailable


def finish(pool):
    try:
        pool.wait()
    except NoWorkersAvailable:
        pool.createWorkers(1)
        pool.wait()
