"""The workers are busy all the time."""

import math


def workers_for(rate, seconds, busy):
    return max(1, math.ceil(rate * seconds))
