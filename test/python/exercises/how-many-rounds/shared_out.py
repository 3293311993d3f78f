import math


def seconds(tasks, workers, each):
    return tasks / workers * each
