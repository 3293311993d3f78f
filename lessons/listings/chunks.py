"""Send items to a pool in batches: fewer messages, the same results."""

from concurrent.futures import ThreadPoolExecutor


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

    Raises the exception of the first item whose call failed.
    Raises ValueError if `size` is less than 1.
    """
    futures = [
        pool.submit(call_each, f, chunk) for chunk in chunked(items, size)
    ]
    return [result for future in futures for result in future.result()]


if __name__ == "__main__":
    print(chunked(range(12), 5))
    with ThreadPoolExecutor(4) as pool:
        print(map_in_chunks(pool, str.upper, "thread pool", 4))
