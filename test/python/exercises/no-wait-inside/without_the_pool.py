def report(executor, table, write):
    return write(table())
