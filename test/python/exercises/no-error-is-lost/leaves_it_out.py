def outcomes(executor, func, items):
    futures = [executor.submit(func, item) for item in items]
    return [future.result() for future in futures if future.exception() is None]
