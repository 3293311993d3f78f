"""The capacity of a pool."""


def capacity(workers, seconds):
    """The number of jobs of `seconds` each that are done in a second, at most."""
    return workers * seconds
