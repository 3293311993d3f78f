"""The pauses between tries."""


def pauses(first, deadline):
    waits, total, wait = [], 0, first
    while total + wait < deadline:
        waits.append(wait)
        total += wait
        wait *= 2
    return waits
