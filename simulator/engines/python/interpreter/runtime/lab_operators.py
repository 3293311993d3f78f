"""Memory that an operator, a loop or a text made of values is about to touch."""


import lab_access as access
from lab_access import READ, WRITE, hidden
from lab_effects import reads, size
from lab_kinds import ATOMS, CONTAINERS, is_foreign, is_iterator
from lab_operands import operand
from lab_touch import item, other, shape, whole

_LIST_ITERATOR = type(iter([]))
# What they go through nothing changes.
_STILL = (type(iter(range(1))), type(iter(range(2**70))), type(iter("")), type(iter(b"")), type(iter(())))


def binary(frame, sign):
    left, right = operand(2), operand(1)
    if sign == "[]":
        return item(left, right, READ)
    found = ()
    if issubclass(type(left), CONTAINERS):
        found = shape(left, WRITE) if sign.endswith("=") else whole(left)
    elif issubclass(type(left), (str, bytes)):
        return reads(sign, [right]) if sign.startswith("%") else ()
    elif sign.endswith("="):
        found = other(left, WRITE)
    if issubclass(type(right), CONTAINERS):
        return (*found, *whole(right))
    return (*found, *reads(sign, [right], deep=False)) if is_iterator(right) else found


def compare(frame, _):
    """Two lists are equal if what is in them is."""
    left, right = operand(2), operand(1)
    return () if issubclass(type(left), ATOMS) and issubclass(type(right), ATOMS) else reads("==", [left, right])


def contains(frame, _):
    sought, thing = operand(2), operand(1)
    if issubclass(type(thing), (dict, set, frozenset)) and issubclass(type(sought), ATOMS):
        return whole(thing) if issubclass(type(thing), CONTAINERS) else ()
    if issubclass(type(thing), ATOMS):
        return ()
    return (*other(thing, READ), *reads("in", [thing, sought]))


def written(depth):
    """A text is made of a value."""

    def touched(frame, _):
        thing = operand(depth)
        return () if issubclass(type(thing), ATOMS) else reads("format", [thing])

    return touched


def gone_through(depth):
    """All that a value leads to by iterating is read."""

    def touched(frame, _):
        thing = operand(depth)
        return () if issubclass(type(thing), ATOMS) else reads("*", [thing], deep=False)

    return touched


def store_slice(frame, _):
    container, value = operand(3), operand(4)
    found = shape(container, WRITE) if issubclass(type(container), CONTAINERS) else other(container, WRITE)
    return (*found, *reads("[:]", [value], deep=False))


def delete_item(frame, _):
    thing = operand(2)
    return shape(thing, WRITE) if issubclass(type(thing), CONTAINERS) else other(thing, WRITE)


def iterated(frame, _):
    thing = operand(1)
    if issubclass(type(thing), CONTAINERS):
        return shape(thing, READ)
    if not issubclass(type(thing), ATOMS) and is_foreign(type(thing)) and access.named(thing) and not is_iterator(thing):
        if not issubclass(type(thing), (tuple, range, frozenset)):
            # The library's own code makes the iterator, of a list that is in there.
            hidden(f"iter({type(thing).__name__})")
    return ()


def next_item(frame, _):
    thing = operand(1)
    kind = type(thing)
    if kind is _LIST_ITERATOR:
        inside = thing.__reduce__()[1]
        if inside and type(inside[0]) is list:
            return whole(inside[0])
        return ()
    if kind in _STILL and not access.named(thing):
        return ()
    return reads("for", [thing], deep=False) if is_iterator(thing) else ()


def truth(frame, _):
    """An empty container is false, an empty view too."""
    return size(operand(1))


def counted(frame, _):
    """The number of its items is read: `case [a, b]`."""
    thing = operand(1)
    return whole(thing) if issubclass(type(thing), CONTAINERS) else ()


def keyed(frame, _):
    thing = operand(2)
    return whole(thing) if issubclass(type(thing), CONTAINERS) else ()
