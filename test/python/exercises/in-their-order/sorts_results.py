def in_order(came):
    return sorted(result for number, result in came)
