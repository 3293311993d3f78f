"""Little's law for the queue alone."""


def waiting(rate, latency, work):
    """The number of jobs in the queue. `latency` is their wait and their work together."""
    return rate * latency
