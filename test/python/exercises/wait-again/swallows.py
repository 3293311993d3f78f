from threadpool import NoWorkersAvailable


def finish(pool):
    try:
        pool.wait()
    except NoWorkersAvailable:
        pass
