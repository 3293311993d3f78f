"""A report and its table."""


def report(executor, table, write):
    def whole():
        return write(executor.submit(table).result())

    return executor.submit(whole).result()
