"""Wait, and do something meanwhile."""
from threadpool import NoResultsPending


def wait_and_tick(pool, tick):
    try:
        while True:
            pool.poll()
            tick()
    except NoResultsPending:
        return
