"""Calls of methods of containers as uses of what is in them, for the explanation of a failure.

A method with a key uses one item, any other the whole.
"""

import collections
import types

from lab_kinds import ATOMS, CONTAINERS, is_a
from lab_repr import repr_of

MISSING = object()
# The part that a method without a key uses.
WHOLE = object()
_CHANGES = set("append appendleft add insert extend extendleft remove discard pop popleft popitem clear update sort reverse".split())
_READS = {"count", "index", "copy"}
_METHODS = (types.BuiltinFunctionType, types.MethodDescriptorType)


def of_call(function, owner, given, names=()):
    """The container, whether it is changed, the key, the value, and the call with `{}` for its name; None: no such call."""
    if not is_a(function, _METHODS):
        return None
    if function is len:
        return _of_len(given)
    if is_a(function, types.BuiltinFunctionType):
        owner = function.__self__
    if not is_a(owner, CONTAINERS):
        return None
    name = function.__name__
    told = ["" for _ in given[len(names):]] + [f"{each}=" for each in names]
    call = f"{{}}.{name}({', '.join(f'{by}{repr_of(each)}' for by, each in zip(told, given))})"
    given = given[: len(given) - len(names)]
    if is_a(owner, dict):
        if given and type(given[0]) in ATOMS and name in ("get", "setdefault", "pop"):
            return owner, *_of_item(owner, name, given), call
        if name not in ("clear", "update", "popitem", "copy"):
            return None
    elif name not in _CHANGES and name not in _READS:
        return None
    return owner, name in _CHANGES, WHOLE, len(owner), call


def _of_len(given):
    if len(given) != 1 or not is_a(given[0], CONTAINERS):
        return None
    return given[0], False, WHOLE, len(given[0]), "len({})"


def _of_item(owner, name, given):
    key = given[0]
    there = dict.get(owner, key, MISSING)
    if name == "get" or (there is MISSING and name == "pop"):
        return False, key, there
    if name == "pop":
        return True, key, MISSING
    if there is not MISSING:
        return False, key, there
    return True, key, given[1] if len(given) > 1 else None
