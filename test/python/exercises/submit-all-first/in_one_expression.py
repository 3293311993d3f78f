def total(executor, func, items):
    return sum(executor.submit(func, item).result() for item in items)
