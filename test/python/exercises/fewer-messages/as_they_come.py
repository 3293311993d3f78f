"""The results in the order of the clock."""

from concurrent.futures import wait


def call_each(f, chunk):
    return [f(item) for item in chunk]


def map_in_chunks(pool, f, items, size):
    if size < 1:
        raise ValueError(size)
    items = list(items)
    results = []
    futures = []
    for first in range(0, len(items), size):
        future = pool.submit(call_each, f, items[first : first + size])
        future.add_done_callback(lambda done: done.exception() or results.extend(done.result()))
        futures.append(future)
    wait(futures)
    for future in futures:
        future.result()
    return results
