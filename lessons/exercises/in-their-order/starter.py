"""Callbacks come in the order in which tasks end."""


def in_order(came):
    """`came` has a pair for each callback: the number of the request, and its result."""
    return [result for number, result in came]
