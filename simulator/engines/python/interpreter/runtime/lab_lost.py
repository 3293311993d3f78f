"""Work that a program leaves in a queue whose task_done it calls: no thread will ever do it.

An item that only tells a worker to stop is no work. `None` is one, and so is a value that the program has a constant for.
"""

import dis
import enum
import types

import lab_points as points
from lab_library import queue

_MARKS = (type(None), type(Ellipsis), type(NotImplemented), type, types.FunctionType, enum.Enum, BaseException)
_ATOMS = (int, float, str, bytes, bool)
_COMPARES = ("COMPARE_OP", "IS_OP")


def report(main, tell):
    """Calls `tell(name, items, unfinished)` for each queue of the program that has work in it."""
    seen = set()
    constants = None
    for name, value in list(main.__dict__.items()):
        inside = getattr(value, "__dict__", {}) if not isinstance(value, (type, types.ModuleType)) else {}
        for title, thing in ((name, value), *inside.items()):
            if not isinstance(thing, queue.Queue) or id(thing) in seen:
                continue
            seen.add(id(thing))
            if id(thing) not in points.counted or not hasattr(thing.queue, "__len__") or not thing.queue:
                continue
            if constants is None:
                constants = _constants(main)
            size = sum(not _stops(item, constants) for item in thing.queue)
            if size > 0:
                tell(title, size, thing.unfinished_tasks)


def _stops(item, constants):
    """Is the item a sentinel, or does it end with one, as an entry of a PriorityQueue does?"""
    if type(item) is tuple:
        return bool(item) and _stops(item[-1], constants)
    if type(item) is object or isinstance(item, _MARKS):
        return True
    named, compared = constants
    if type(item) in _ATOMS:
        return (type(item), item) in named or (type(item), item) in compared
    if id(item) in named:
        return True
    # An object without any content says no more than that it is there.
    return type(item).__module__ == "__main__" and not isinstance(item, (tuple, list, dict, set)) and _is_empty(item)


def _is_empty(item):
    kind = type(item)
    slots = any(isinstance(value, types.MemberDescriptorType) for base in kind.__mro__ for value in base.__dict__.values())
    return not slots and not getattr(item, "__dict__", True)


def _constants(main):
    """Values that the program names in capitals, and texts that a function gets, compares with and puts back."""
    named, compared = set(), set()
    places = [main.__dict__]
    for value in list(main.__dict__.values()):
        if isinstance(value, type) and value.__module__ == "__main__":
            places.append(value.__dict__)
    for place in places:
        for name, value in list(place.items()):
            if name.isupper():
                named.add((type(value), value) if type(value) in _ATOMS else id(value))
    for code in points.instrumented:
        if not ({"get", "get_nowait"} & {*code.co_names} and {"put", "put_nowait"} & {*code.co_names}):
            continue
        before = None
        for item in dis.get_instructions(code):
            if item.opname in _COMPARES and before is not None and before.opname == "LOAD_CONST":
                if type(before.argval) in (str, bytes):
                    compared.add((type(before.argval), before.argval))
            before = item
    return named, compared
