"""The library's objects that a program can change, for the host to watch (library-watch.ts).

A dictionary tells of its changes before they happen. Lists, sets, cells and objects with slots are compared in memory, so
the host is given their kinds and addresses.
"""

import builtins
import collections
import gc
import itertools
import random
import sys
import types
import weakref
from importlib.machinery import ModuleSpec

import lab_locks as locks

# What is compared, in the host's order: it lives, and its address stays its own.
compared = []
# Dictionaries that are watched, for the same reason.
_watched = []
# What imports have brought, by address.
_known = {}

_HEAP_TYPE = 1 << 9
_COMPARED = {
    list: "list",
    set: "set",
    collections.deque: "deque",
    types.CellType: "cell",
    itertools.count: "count",
    types.FunctionType: "function",
    locks.lock: "lock",
    types.ModuleType: "module",
}


def base(*hot):
    """Everything of the library that is there now, but for what is ours and `hot`: what is set anew by hand, and caches."""
    left_out = _ours(hot)
    return [thing for thing in gc.get_objects() if id(thing) not in left_out]


def _ours(hot):
    """Objects of the lab's own modules, and those that change with every import, by address."""
    bootstrap = sys.modules["_frozen_importlib"]
    found = {id(thing): thing for thing in (*hot, *_generators())}
    for thing in (sys.path_importer_cache, bootstrap._module_locks, bootstrap._blocking_on):
        for part in (thing, getattr(thing, "__dict__", None), getattr(thing, "data", None)):
            found[id(part)] = part
    spaces = [vars(module) for name, module in sys.modules.items() if name.startswith("lab_")]
    todo = list(spaces)
    while todo:
        thing = todo.pop()
        if id(thing) not in found and gc.is_tracked(thing) and _is_ours(thing):
            found[id(thing)] = thing
            todo.extend(gc.get_referents(thing))
    return found


def _generators():
    """Our own random generators, and what they hold."""
    for name, module in list(sys.modules.items()):
        if name.startswith("lab_"):
            for thing in vars(module).values():
                if isinstance(thing, random.Random):
                    yield from (thing, thing.__dict__)


def _is_ours(thing):
    kind = type(thing)
    if kind in (dict, list, set, tuple, collections.deque, types.CellType, types.SimpleNamespace):
        # The names of a module of the library are not, though ours import it.
        return not (kind is dict and "__name__" in thing and not thing["__name__"].startswith("lab_"))
    owner = thing if isinstance(thing, (type, types.FunctionType)) else kind
    return str(owner.__module__).startswith("lab_")


def new(module):
    """Objects that an import has brought: made since programs run, and reachable from the module."""
    young = {id(thing) for thing in gc.get_objects()} - _known.keys()
    found, todo = {id(module): module}, [vars(module)]
    while todo:
        thing = todo.pop()
        if id(thing) in young and id(thing) not in found and not isinstance(thing, types.ModuleType):
            found[id(thing)] = thing
            todo.extend(gc.get_referents(thing))
    _known.update(found)
    return list(found.values())


def described(things):
    """Describes what to watch in three texts: addresses of dictionaries, of classes' dictionaries, and things to compare."""
    plain, strict, others = [], [], []
    weak = _weak(things)
    for thing in things:
        if id(thing) in weak or isinstance(thing, locks._ThreadHandle):
            continue
        kind = type(thing)
        if isinstance(thing, type):
            own = own_dict(thing)
            if own is not None:
                strict.append(own)
        elif thing is builtins.__dict__:
            # What puts things back uses them.
            strict.append(thing)
        elif kind is dict:
            if not _is_internal(thing):
                plain.append(thing)
        elif isinstance(thing, dict):
            strict.append(thing)
        elif kind in _COMPARED or _has_slots(kind):
            if kind is types.FunctionType:
                # Asked for, it is made: then it tells of its changes, as any other.
                plain.append(thing.__dict__)
            compared.append(thing)
            others.append(f"{_COMPARED.get(kind) or kind.__basicsize__} {id(thing)}")
        elif kind.__flags__ & _HEAP_TYPE and kind is not ModuleSpec:
            own = _dict_of(thing)
            if own is not None:
                plain.append(own)
    classes = {id(thing) for thing in strict}
    plain = [thing for thing in plain if id(thing) not in classes]
    _watched.append((plain, strict))
    return tuple(" ".join(str(id(thing)) for thing in part) for part in (plain, strict)) + (",".join(others),)


def own_dict(kind):
    """The dictionary of a class itself; None for what has none."""
    return next((part for part in gc.get_referents(kind) if type(part) is dict), None)


def _weak(things):
    """The sets of weak references in which an ABC finds its subclasses again, and those of WeakSet."""
    found = set()
    for thing in things:
        if type(thing).__name__ == "_abc_data":
            found.update(map(id, gc.get_referents(thing)))
        elif type(thing) is weakref.WeakSet:
            found.add(id(thing.data))
    return found


def _is_internal(thing):
    """Tells whether a class keeps its subclasses in this dictionary, by address, or it has the interned strings."""
    if not thing:
        return False
    key, value = next(iter(thing.items()))
    return key is value or type(key) is int and type(value).__name__ == "ReferenceType"


def _has_slots(kind):
    return kind.__flags__ & _HEAP_TYPE and kind.__dictoffset__ == 0 and "__slots__" in kind.__dict__


def _dict_of(thing):
    try:
        found = object.__getattribute__(thing, "__dict__")
    except Exception:
        return None
    return found if type(found) is dict else None
