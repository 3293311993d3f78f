"""map() draws its items in advance. buffersize bounds that (3.14)."""

from concurrent.futures import ThreadPoolExecutor


def numbers(drawn):
    for number in range(100):
        drawn.append(number)
        yield number


def square(number):
    return number * number


with ThreadPoolExecutor(2) as pool:
    for buffersize in (None, 4):
        drawn = []
        results = pool.map(square, numbers(drawn), buffersize=buffersize)
        next(results)
        print(f"buffersize={buffersize}: {len(drawn)} drawn for one result")
