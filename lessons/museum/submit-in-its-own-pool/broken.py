"""Each task submits a part of its work to the same pool, and waits for
the result."""

from concurrent.futures import ThreadPoolExecutor


def part(number):
    return number * 10


def task(number):
    return pool.submit(part, number).result() + 1


with ThreadPoolExecutor(max_workers=2) as pool:
    results = list(pool.map(task, [1, 2]))
assert results == [11, 21]
print(results)
