"""A report and its table."""


def report(executor, table, write):
    rows = executor.submit(table).result()
    return executor.submit(write, rows).result()
