"""The pauses between tries."""


def pauses(first, deadline):
    waits, total, wait = [], 0, first
    while len(waits) < 5:
        waits.append(wait)
        total += wait
    return waits
