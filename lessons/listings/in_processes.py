"""The same counting, in processes."""

import os
from concurrent.futures import ProcessPoolExecutor


def count(to):
    n = 0
    while n < to:
        n += 1
    return n, os.getpid()


if __name__ == "__main__":
    with ProcessPoolExecutor(4) as pool:
        answers = list(pool.map(count, [1_000_000] * 4))
    print("counted:", sum(n for n, _ in answers))
    pids = {pid for _, pid in answers}
    print("in this process:", os.getpid() in pids)
