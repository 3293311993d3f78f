"""A future for each call: no IDs, and equal calls stay apart."""

import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def distance(x, y):
    time.sleep((x + y) / 10)
    return (x * x + y * y) ** 0.5


points = [(3, 4), (0, 1), (3, 4)]
with ThreadPoolExecutor(2) as executor:
    asked = {executor.submit(distance, *p): p for p in points}
    for future in as_completed(asked):
        print(asked[future], "is", future.result(), "away")
print(len(asked), "calls, and as many answers")
