def pauses(first, deadline):
    waits, total, wait = [], 0, first
    while total + wait < deadline:
        waits.append(wait)
        total += wait
    return waits
