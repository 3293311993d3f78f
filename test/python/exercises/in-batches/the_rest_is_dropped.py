def batches(items, size):
    return [items[at : at + size] for at in range(0, len(items) - size + 1, size)]
