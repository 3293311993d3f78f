"""Add up results."""


def total(executor, func, items):
    result = 0
    for item in items:
        future = executor.submit(func, item)
        result += future.result()
    return result
