def total(executor, func, items):
    futures = [executor.submit(func, item) for item in items]
    return len(futures)
