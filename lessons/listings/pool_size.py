"""How many workers a pool needs for a rate of jobs."""

import math


def workers_for(rate, seconds, busy):
    """Workers for `rate` jobs a second of `seconds` each. They are
    busy at most the share `busy` of their time (0.5 is half)."""
    return max(1, math.ceil(rate * seconds / busy))


if __name__ == "__main__":
    print(workers_for(20, 0.25, 0.5))
