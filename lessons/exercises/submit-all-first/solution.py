"""Add up results."""


def total(executor, func, items):
    futures = [executor.submit(func, item) for item in items]
    return sum(future.result() for future in futures)
