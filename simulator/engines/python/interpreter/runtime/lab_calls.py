"""Memory that a call of a C function or of the library's is about to touch. A function of the program's tells it by its own
instructions."""

import functools
import types

import lab_access as access
import lab_effects as effects
import lab_trace as trace
from lab_access import READ, WRITE, hidden
from lab_attributes import COARSE, attribute, of_class, stored
from lab_effects import beyond, reads
from lab_kinds import ATOMS, CONTAINERS, NOT_NAMED, is_foreign, is_iterator
from lab_operands import operand
from lab_touch import publish, shape, whole

# Methods of containers: those that only read, those that keep their argument unread, those that compare what is in them.
_READS = set("get index count copy keys values items union intersection difference issubset issuperset isdisjoint".split())
_KEEPS = {"append", "add", "insert", "appendleft", "setdefault", "discard"}
_COMPARES = {"index", "count", "remove", "sort", "__contains__", "__eq__", "__ne__", "__lt__", "__gt__", "__le__", "__ge__"}
_INERT = (*NOT_NAMED, types.MethodType, types.BuiltinFunctionType, range, BaseException)
# Functions that look at no memory of their arguments.
_BLIND = {isinstance, id, type, callable, issubclass, len, hasattr}
_BY_NAME = {getattr: READ, hasattr: READ, setattr: WRITE, delattr: WRITE}
_SHALLOW = {list, tuple, enumerate, zip, iter, reversed, map, filter, next}
_DEEP = {sum, sorted, min, max, any, all, repr, print, hash, set, dict, str, frozenset}
_PYTHON = (types.FunctionType, types.MethodType)
_DESCRIPTORS = (types.MethodDescriptorType, types.WrapperDescriptorType, types.ClassMethodDescriptorType)


def call(extra):
    """A call whose arguments have `extra` operands above them."""

    def touched(frame, count):
        below = extra + count
        function = operand(below + 2)
        given = [operand(depth) for depth in range(below, extra, -1)]
        return _called(function, operand(below + 1), given)

    return touched


def spread(frame, _):
    """A call with `*` or `**`: its arguments are in a tuple and a dictionary."""
    function, given, named = operand(4), operand(2), operand(1)
    found = () if type(given) is tuple else reads("*", [given], deep=False)
    more = list(named.values()) if type(named) is dict else []
    return (*found, *_called(function, operand(3), [*(given if type(given) is tuple else ()), *more]))


def _called(function, owner, given):
    kind = type(function)
    if not is_foreign(kind) and _is_programs(of_class(kind, "__call__")):
        for thing in given:
            publish(thing)
        return attribute(function, "__call__", READ)
    if issubclass(type(function), staticmethod):
        # A stand-in for a function in C.
        function = function.__func__
    if issubclass(type(function), _PYTHON):
        code = getattr(getattr(function, "__func__", function), "__code__", None)
        if code is None or not trace.is_library[code.co_filename] or effects.is_operation(function):
            for thing in given:
                publish(thing)
            return ()
        if issubclass(type(function), types.MethodType):
            owner = function.__self__
    found = of_function(function, owner, given)
    for thing in given:
        publish(thing)
    return found


def _is_programs(function):
    return type(function) is types.FunctionType and not trace.is_library[function.__code__.co_filename]


def of_function(function, owner, given):
    if issubclass(type(function), staticmethod):
        return _called(function, owner, given)
    if issubclass(type(function), functools.partial):
        return _called(function.func, None, [*function.args, *function.keywords.values(), *given])
    name = effects.told(function, "__name__") or ""
    if issubclass(type(function), (types.BuiltinFunctionType, types.MethodWrapperType)):
        itself = function.__self__
        owner = owner if issubclass(type(itself), types.ModuleType) else itself
    by_name = _of(_BY_NAME, function)
    if by_name is not None and len(given) > 1 and issubclass(type(given[1]), str):
        return _by_name(by_name, given[0], given[1])
    if issubclass(type(owner), CONTAINERS):
        return _of_container(function, name, owner, given)
    if issubclass(type(owner), (str, bytes)):
        return reads(name, given)
    if issubclass(type(owner), type):
        owner = None
    if _of(_BLIND, function) is not None:
        return effects.size(given[0]) if function is len and given else ()
    if _of(_SHALLOW, function) is not None:
        return (*_touched(given, ()), *reads(name, given, deep=False))
    if _of(_DEEP, function) is not None:
        wide = effects.printed() if function is print else ()
        return (*wide, *_touched(given, ()), *reads(name, given))
    if issubclass(type(function), type) and issubclass(function, CONTAINERS):
        return (*_touched(given, ()), *reads(name, given))
    if owner is not None and effects.synchronizes(owner):
        if name.startswith("_") and not name.endswith("__"):
            hidden(f"{type(owner).__name__}.{name}")
        owner = None
    things = given if owner is None or issubclass(type(owner), _INERT) else [owner, *given]
    if not issubclass(type(function), (*_INERT, *_DESCRIPTORS)):
        # It may have a state of its own, such as a cache.
        things = [function, *things]
    beyond(function, owner, things)
    # What is gone through is read; what is given may be changed.
    return (*_touched(things, CONTAINERS), *reads(name, [thing for thing in things if is_iterator(thing)], deep=False))


def _of_container(function, name, owner, given):
    """A method of a container. What is looked up in it may be compared with what is in it."""
    found = whole(owner) if name in _READS else shape(owner, WRITE)
    if name in _KEEPS:
        return found if all(map(_is_plain, given[:1])) else (*found, *_compared(name, owner, given))
    if name in _COMPARES or not all(map(_is_plain, given)):
        return (*found, *_compared(name, owner, given))
    return found


def _compared(name, owner, given):
    if name in ("append", "appendleft", "insert"):
        return ()
    if name in ("add", "setdefault", "discard", "get", "pop"):
        # A key, which may answer for itself; what is kept by it is not looked at.
        if any(effects.runs_program(thing) for thing in given[:1]):
            hidden(f"{type(owner).__name__}.{name}")
        return ()
    return reads(f"{type(owner).__name__}.{name}", [owner, *given], deep=name in _COMPARES)


def _is_plain(thing):
    return issubclass(type(thing), ATOMS)


def _touched(given, changed):
    """An object that C may change: an iterator, an instance. `changed`: containers too."""
    found = ()
    for thing in given:
        if changed and issubclass(type(thing), changed):
            found = (*found, *shape(thing, WRITE))
        elif not issubclass(type(thing), (*_INERT, *CONTAINERS)) and not effects.synchronizes(thing):
            found = (*found, (access.location((access.label(thing), "[]")), WRITE))
    return found


def _by_name(mode, owner, name):
    if name in COARSE:
        hidden(name)
    elif mode == WRITE and issubclass(type(owner), type) and name not in stored:
        # That this name changes was not known when code that reads it was planned.
        hidden(f"setattr {name}")
    return attribute(owner, name, mode)


def _of(known, function):
    """The function's entry in a set or a dictionary; None: it has none."""
    try:
        if function not in known:
            return None
    except TypeError:
        return None
    return known[function] if issubclass(type(known), dict) else function
