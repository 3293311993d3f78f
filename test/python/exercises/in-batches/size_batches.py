def batches(items, size):
    each = max(1, len(items) // size)
    return [items[at : at + each] for at in range(0, len(items), each)]
