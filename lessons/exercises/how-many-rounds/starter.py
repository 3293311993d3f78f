"""How long a pool takes."""
import math


def seconds(tasks, workers, each):
    return tasks * each
