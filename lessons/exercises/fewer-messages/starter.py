"""Send items to a pool, one by one."""

from concurrent.futures import ThreadPoolExecutor


def map_in_chunks(pool, f, items, size):
    """`f(item)` for each item, in order, with `size` items a message."""
    futures = [pool.submit(f, item) for item in items]
    return [future.result() for future in futures]


if __name__ == "__main__":
    with ThreadPoolExecutor(4) as pool:
        print(map_in_chunks(pool, str.upper, "thread pool", 4))
