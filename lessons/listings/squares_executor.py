"""The same three jobs and four workers, with concurrent.futures."""

import time
from concurrent.futures import ThreadPoolExecutor


def square(n):
    time.sleep(n / 10)
    return n * n


with ThreadPoolExecutor(4) as executor:
    results = executor.map(square, [3, 1, 2])
    for n, result in zip([3, 1, 2], results):
        print(n, "squared is", result)
print("no worker is left")
