from threadpool import NoResultsPending


def wait_and_tick(pool, tick):
    pool.wait()
    tick()
