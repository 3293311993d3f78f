def outcomes(executor, func, items):
    def safe(item):
        try:
            return func(item)
        except Exception:
            return None

    return list(executor.map(safe, items))
