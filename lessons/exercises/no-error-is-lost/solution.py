"""What became of each job."""


def outcomes(executor, func, items):
    futures = [executor.submit(func, item) for item in items]
    return [future.exception() or future.result() for future in futures]
