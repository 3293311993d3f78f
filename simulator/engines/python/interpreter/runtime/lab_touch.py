"""Memory that an instruction of the program is about to touch: names, cells, items.

Each function here takes the frame and the instruction's argument, and returns pairs of a location and a mode.
"""

import collections
import functools
import gc
import types

import lab_access as access
from lab_access import READ, WRITE, label, location
from lab_kinds import ATOMS, CONTAINERS, NOT_NAMED, is_foreign, is_iterator, own_dict
from lab_operands import operand

# Objects that are named at once; with more the names may hang on the order of steps.
MANY = 2000


def publish(thing):
    """Names an object that is handed out, and all that it leads to. So no name hangs on which thread comes first."""
    if issubclass(type(thing), ATOMS) or access.named(thing):
        return
    todo, seen = [thing], set()
    while todo:
        thing = todo.pop()
        kind = type(thing)
        if issubclass(type(thing), ATOMS) or id(thing) in seen or access.named(thing):
            continue
        seen.add(id(thing))
        if not issubclass(type(thing), NOT_NAMED):
            label(thing)
        if len(seen) > MANY:
            return access.host.unseen("many objects")
        todo.extend(_parts(thing, kind))


def _parts(thing, kind):
    if kind in (tuple, list, collections.deque):
        return reversed(thing)
    if kind is dict:
        return reversed(thing.values())
    if kind in (set, frozenset):
        if not all(issubclass(type(each), ATOMS) for each in thing):
            # Their order hangs on addresses.
            access.host.unseen("set")
        return ()
    if kind is types.FunctionType:
        cells = [part for cell in thing.__closure__ or () for part in _inside(cell)]
        return [*cells, *(thing.__defaults__ or ()), *(thing.__kwdefaults__ or {}).values(), *thing.__dict__.values()]
    if kind is types.MethodType:
        return (thing.__self__, thing.__func__)
    if kind is types.BuiltinFunctionType:
        return (thing.__self__,)
    if kind is functools.partial:
        return (thing.func, thing.args, thing.keywords)
    if issubclass(type(thing), (type, types.ModuleType)):
        return ()
    if is_foreign(kind) and not _is_thread(kind) and kind is not types.SimpleNamespace:
        return gc.get_referents(thing) if is_iterator(thing) else ()
    return [*_slots(thing, kind), *reversed(own_dict(thing).values())]


def _slots(thing, kind):
    for base in kind.__mro__:
        for part in base.__dict__.values() if not is_foreign(base) else ():
            if type(part) is types.MemberDescriptorType:
                try:
                    yield part.__get__(thing)
                except AttributeError:
                    pass


def _inside(cell):
    try:
        return (cell.cell_contents,)
    except ValueError:
        return ()


def _is_thread(kind):
    return any(base.__module__ == "threading" and base.__name__ == "Thread" for base in kind.__mro__)


# Things of the library that are taken and given back as a lock is.
_LOCKS = ("_RLock", "RLock", "Condition")


def alias(thing, name):
    """Tells the host by which name the program knows a thing, and its locks. A thing of the library may have one inside."""
    if _is_lock(thing):
        return access.host.alias(repr(("lock", *thing._made)), name)
    access.host.alias(repr(label(thing)), name)
    kind = type(thing)
    if is_foreign(kind):
        lock = access.guard(thing)
        if lock is not None:
            access.host.alias(repr(("lock" if kind.__name__ in _LOCKS else "inside", *lock._made)), name)
        return None
    for part, value in own_dict(thing).items():
        if _is_lock(value):
            access.host.alias(repr(("lock", *value._made)), f"{name}.{part}")
    return None


def _is_lock(thing):
    return hasattr(type(thing), "_made")


# --- names ------------------------------------------------------------------------------------------------------------


def global_name(mode):
    def touched(frame, name):
        space = frame.f_globals
        if mode == WRITE:
            publish(operand(1))
        elif name not in space:
            # It may come from the builtins, unless some thread binds it first.
            return ((location((space.get("__name__"), name)), mode),)
        return ((location((space.get("__name__"), name)), mode),)

    return touched


# Global names whose readers tell of it (lab_plan).
changing = set()


def module_name(mode):
    of_global = global_name(mode)

    def touched(frame, name):
        if frame.f_code.co_name != "<module>":
            return ()
        if mode == WRITE and name not in changing:
            # A function or a module that is bound while other threads run.
            access.hidden(name)
        return of_global(frame, name)

    return touched


def deleted_global(frame, name):
    return ((location((frame.f_globals.get("__name__"), name)), WRITE),)


def deleted_name(frame, name):
    return deleted_global(frame, name) if frame.f_code.co_name == "<module>" else ()


def deleted_cell(frame, name):
    return ((location(("cell", name)), WRITE),)


def cell(mode):
    def touched(frame, name):
        if mode == WRITE:
            publish(operand(1))
        # Cells have no name that is the same in every run: all with one name are taken for one.
        return ((location(("cell", name)), mode),)

    return touched


# --- items ------------------------------------------------------------------------------------------------------------


def whole(thing):
    """All of a container is read."""
    number = label(thing)
    return ((location((number, "[]")), READ), (location((number, "[*]")), WRITE))


def shape(thing, mode):
    """The number and choice of a container's items are read or changed."""
    number = label(thing)
    if mode == READ:
        return ((location((number, "[]")), READ),)
    return ((location((number, "[]")), WRITE),)


def item(container, key, mode):
    kind = type(container)
    if kind in (list, collections.deque, bytearray) and type(key) is int:
        if key < 0:
            key += len(container)
    elif kind in (dict, collections.defaultdict) and type(key) in ATOMS:
        # Of another key, code of the program may say what it is equal to.
        # To ask a defaultdict for what it does not have puts it in.
        if key not in container and (mode == WRITE or kind is not dict):
            return shape(container, WRITE)
        if not issubclass(type(key), (str, bytes)):
            # Keys that are equal are one: 1, 1.0 and True.
            key = hash(key)
    elif issubclass(type(container), CONTAINERS):
        return shape(container, WRITE) if mode == WRITE or kind is collections.defaultdict else whole(container)
    else:
        return other(container, mode)
    number = label(container)
    found = ((location((number, "[]")), READ), (location((number, ("[", key))), mode))
    # A thread that reads all of it must not pass by one that writes an item.
    return (*found, (location((number, "[*]")), READ)) if mode == WRITE else found


def other(thing, mode):
    """All of a thing that the library has made, or C, is one location. What is not handed out is its thread's own."""
    if issubclass(type(thing), (*ATOMS, tuple, range)) or not is_foreign(type(thing)) or not access.named(thing):
        return ()
    for part in own_dict(thing).values():
        for each in (part, *(part if type(part) in (list, tuple) else ())):
            if issubclass(type(each), CONTAINERS) and access.named(each):
                # It works on a container of the program's: a ChainMap.
                access.hidden(kind_name(thing))
    return ((location((label(thing), "[]")), mode),)


def kind_name(thing):
    return type(thing).__qualname__


def store_item(frame, _):
    publish(operand(3))
    return item(operand(2), operand(1), WRITE)


def read_whole(*depths):
    def touched(frame, _):
        things = [operand(depth) for depth in depths]
        return tuple(pair for thing in things if issubclass(type(thing), CONTAINERS) for pair in whole(thing))

    return touched
