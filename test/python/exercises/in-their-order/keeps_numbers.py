def in_order(came):
    return sorted(came)
