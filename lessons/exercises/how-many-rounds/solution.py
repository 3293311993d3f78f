"""How long a pool takes."""
import math


def seconds(tasks, workers, each):
    return math.ceil(tasks / workers) * each
