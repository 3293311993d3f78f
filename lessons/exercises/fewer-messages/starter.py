"""Send items to a pool, one by one."""


def map_in_chunks(pool, f, items, size):
    """`f(item)` for each item, in order, with `size` items a message."""
    futures = [pool.submit(f, item) for item in items]
    return [future.result() for future in futures]
