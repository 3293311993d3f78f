"""Memory that an instruction of the program is about to touch: names, cells, attributes, items.

Each function here takes the frame and the instruction's argument, and returns pairs of a location and a mode.
"""

import collections
import functools
import sys
import types

import lab_access as access
import lab_trace as trace
from lab_access import READ, WRITE, label, location
from lab_operands import operand

CONTAINERS = (list, dict, set, collections.deque, bytearray)
ATOMS = (int, float, complex, str, bytes, bool, type(None))
# Objects that are named at once; with more the names may hang on the order of steps.
MANY = 2000
NOT_NAMED = (*ATOMS, tuple, types.FunctionType, types.ModuleType, type)


class _Foreign(dict):
    """A type to: is it the library's own? Its attributes are no memory of the program."""

    def __missing__(self, kind):
        answer = self[kind] = str(kind.__module__).partition(".")[0] in sys.stdlib_module_names
        return answer


# The instance itself, not its method: `lab_track` knows it for one of ours.
_foreign = _Foreign()


def publish(thing):
    """Names an object that is handed out, and all that it leads to. So no name hangs on which thread comes first."""
    if isinstance(thing, ATOMS) or access.named(thing):
        return
    todo, seen = [thing], set()
    while todo:
        thing = todo.pop()
        kind = type(thing)
        if isinstance(thing, ATOMS) or id(thing) in seen or access.named(thing):
            continue
        seen.add(id(thing))
        if not isinstance(thing, NOT_NAMED):
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
        if not all(isinstance(each, ATOMS) for each in thing):
            # Their order hangs on addresses.
            access.host.unseen("set")
        return ()
    if kind is types.FunctionType:
        return [part for cell in thing.__closure__ or () for part in _inside(cell)]
    if kind is types.MethodType:
        return (thing.__self__, thing.__func__)
    if kind is functools.partial:
        return (thing.func, thing.args, thing.keywords)
    if isinstance(thing, (type, types.ModuleType)) or (_foreign[kind] and not _is_thread(kind)):
        return ()
    return reversed(_own_dict(thing).values())


def _inside(cell):
    try:
        return (cell.cell_contents,)
    except ValueError:
        return ()


def _is_thread(kind):
    return any(base.__module__ == "threading" and base.__name__ == "Thread" for base in kind.__mro__)


def _own_dict(thing):
    try:
        return object.__getattribute__(thing, "__dict__")
    except AttributeError:
        return {}


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


def module_name(mode):
    of_global = global_name(mode)

    def touched(frame, name):
        return of_global(frame, name) if frame.f_code.co_name == "<module>" else ()

    return touched


def deleted_global(frame, name):
    return ((location((frame.f_globals.get("__name__"), name)), WRITE),)


def cell(mode):
    def touched(frame, name):
        if mode == WRITE:
            publish(operand(1))
        # Cells have no name that is the same in every run: all with one name are taken for one.
        return ((location(("cell", name)), mode),)

    return touched


# --- attributes -------------------------------------------------------------------------------------------------------


def load_attribute(frame, name):
    return attribute(operand(1), name, READ)


def attribute(owner, name, mode):
    kind = type(owner)
    if kind is types.ModuleType:
        if trace.is_library[getattr(owner, "__file__", None) or "<frozen"]:
            return ()
        return ((location((owner.__name__, name)), mode),)
    if isinstance(owner, type):
        return tuple((location((label(base), name)), mode) for base in owner.__mro__ if not _foreign[base])
    if isinstance(owner, (*CONTAINERS, *ATOMS)) or _foreign[kind]:
        return ()
    mine = ((location((label(owner), name)), mode),)
    if mode == READ:
        # What the instance does not have is read from its class; methods, which nobody stores, are not told.
        for base in kind.__mro__:
            if name in base.__dict__ and not callable(base.__dict__[name]) and not _foreign[base]:
                return (*mine, (location((label(base), name)), READ))
    return mine


def store_attribute(frame, name):
    publish(operand(2))
    owner = operand(1)
    if isinstance(owner, type):
        return ((location((label(owner), name)), WRITE),)
    return attribute(owner, name, WRITE)


def delete_attribute(frame, name):
    return attribute(operand(1), name, WRITE)


# --- items ------------------------------------------------------------------------------------------------------------


def whole(thing):
    """All of a container is read."""
    number = label(thing)
    return ((location((number, "[]")), READ), (location((number, "[*]")), WRITE))


def shape(thing, mode):
    """How many items a container has, and which, is read or changed."""
    number = label(thing)
    if mode == READ:
        return ((location((number, "[]")), READ),)
    return ((location((number, "[]")), WRITE),)


def item(container, key, mode):
    kind = type(container)
    if kind in (list, collections.deque, bytearray) and type(key) is int:
        if key < 0:
            key += len(container)
    elif kind is dict and isinstance(key, ATOMS):
        if mode == WRITE and key not in container:
            return shape(container, WRITE)
        if not isinstance(key, (str, bytes)):
            # Keys that are equal are one: 1, 1.0 and True.
            key = hash(key)
    elif isinstance(container, CONTAINERS):
        return shape(container, WRITE) if mode == WRITE else whole(container)
    else:
        return ()
    number = label(container)
    found = ((location((number, "[]")), READ), (location((number, ("[", key))), mode))
    # A thread that reads all of it must not pass by one that writes an item.
    return (*found, (location((number, "[*]")), READ)) if mode == WRITE else found


def binary(frame, sign):
    left, right = operand(2), operand(1)
    if sign == "[]":
        return item(left, right, READ)
    found = ()
    if isinstance(left, CONTAINERS):
        found = shape(left, WRITE) if sign.endswith("=") else whole(left)
    return (*found, *whole(right)) if isinstance(right, CONTAINERS) else found


def store_item(frame, _):
    publish(operand(3))
    return item(operand(2), operand(1), WRITE)


def shaped(depth, mode):
    """An instruction that looks at which items its operand at that depth has, or changes them."""

    def touched(frame, _):
        thing = operand(depth)
        return shape(thing, mode) if isinstance(thing, CONTAINERS) else ()

    return touched


def read_whole(*depths):
    def touched(frame, _):
        things = [operand(depth) for depth in depths]
        return tuple(pair for thing in things if isinstance(thing, CONTAINERS) for pair in whole(thing))

    return touched


_LIST_ITERATOR = type(iter([]))


def next_item(frame, _):
    thing = operand(1)
    if type(thing) is _LIST_ITERATOR:
        inside = thing.__reduce__()[1]
        if inside and type(inside[0]) is list:
            return whole(inside[0])
    return ()
