"""The parts have a pool of their own, whose workers never wait."""

from concurrent.futures import ThreadPoolExecutor


def part(number):
    return number * 10


def task(number):
    return parts.submit(part, number).result() + 1


parts = ThreadPoolExecutor(max_workers=2)
with parts, ThreadPoolExecutor(max_workers=2) as pool:
    results = list(pool.map(task, [1, 2]))
assert results == [11, 21]
print(results)
