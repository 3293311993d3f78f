"""Memory that a call of a C function is about to touch. A function of the program's tells it by its own instructions."""

import types

import lab_access as access
from lab_access import READ, WRITE
from lab_operands import operand
from lab_touch import CONTAINERS, NOT_NAMED, attribute, publish, shape, whole

# Methods of containers that only read.
_READS = set("get index count copy keys values items union intersection difference issubset issuperset isdisjoint".split())
# Methods that keep their argument, and do not look into it.
_KEEPS = {"append", "add", "insert", "appendleft", "setdefault", "discard"}
_INERT = (*NOT_NAMED, types.MethodType, types.BuiltinFunctionType, range, BaseException)
# Functions that look at no memory of their arguments.
_BLIND = {isinstance, id, type, callable, issubclass, len, hasattr}
_BY_NAME = {getattr: READ, hasattr: READ, setattr: WRITE, delattr: WRITE}
_READERS = {
    *(sum, sorted, min, max, any, all, repr, print, hash, enumerate, zip, list, tuple, set, dict, str, frozenset, iter),
    *(reversed, map, filter),
}
_PYTHON = (types.FunctionType, types.MethodType)


def call(extra):
    """A call whose arguments have `extra` operands above them."""

    def touched(frame, count):
        below = extra + count
        function = operand(below + 2)
        if isinstance(function, _PYTHON):
            for depth in range(1 + extra, below + 1):
                publish(operand(depth))
            return ()
        given = [operand(depth) for depth in range(below, extra, -1)]
        for thing in given:
            publish(thing)
        return of_function(function, operand(below + 1), given)

    return touched


def spread(frame, _):
    """A call with `*` or `**`: its arguments are in a tuple and a dictionary."""
    function, given = operand(4), operand(2)
    if isinstance(function, _PYTHON) or type(given) is not tuple:
        return whole(given) if isinstance(given, CONTAINERS) else ()
    return of_function(function, operand(3), list(given))


def of_function(function, owner, given):
    name = getattr(function, "__name__", "")
    if type(function) is types.BuiltinFunctionType and isinstance(function.__self__, CONTAINERS):
        owner = function.__self__
    found = ()
    if isinstance(owner, CONTAINERS):
        found = whole(owner) if name in _READS else shape(owner, WRITE)
    elif owner is not None and not isinstance(owner, _INERT):
        given = [owner, *given]
    by_name = _of(_BY_NAME, function)
    if by_name is not None and len(given) > 1 and isinstance(given[1], str):
        return attribute(given[0], given[1], by_name)
    reads = _of(_READERS, function) is not None
    for thing in given:
        if isinstance(thing, CONTAINERS):
            if function is len:
                found = (*found, *shape(thing, READ))
            elif not (isinstance(owner, CONTAINERS) and name in _KEEPS):
                found = (*found, *(whole(thing) if reads else shape(thing, WRITE)))
        elif not isinstance(thing, _INERT) and _of(_BLIND, function) is None:
            # An object that C may change: an iterator, an instance.
            found = (*found, (access.location((access.label(thing), "[]")), WRITE))
    return found


def _of(known, function):
    """The function's entry in a set or a dictionary; None: it has none."""
    try:
        if function not in known:
            return None
    except TypeError:
        return None
    return known[function] if isinstance(known, dict) else function
