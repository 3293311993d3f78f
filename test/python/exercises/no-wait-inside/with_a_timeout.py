def report(executor, table, write):
    def whole():
        return write(executor.submit(table).result(timeout=1))

    return executor.submit(whole).result()
