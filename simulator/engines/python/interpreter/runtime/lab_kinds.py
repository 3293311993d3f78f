"""Kinds of objects, by whether they hold others, and whether their attributes are memory of the program."""

import collections
import sys
import types

CONTAINERS = (list, dict, set, collections.deque, bytearray)
ATOMS = (int, float, complex, str, bytes, bool, type(None))
NOT_NAMED = (*ATOMS, tuple, types.FunctionType, types.ModuleType, type)


def is_a(value, kinds):
    """Tells by its type alone whether a value is of a kind: `isinstance` asks for `__class__` too, which may run the program."""
    return issubclass(type(value), kinds)


class _Foreign(dict):
    """Tells of a type whether it is the library's own, whose attributes are no memory of the program."""

    def __missing__(self, kind):
        answer = self[kind] = str(kind.__module__).partition(".")[0] in sys.stdlib_module_names
        return answer


# The instance itself, not its method: `lab_track` knows it for one of ours.
_foreign = _Foreign()


def is_foreign(kind):
    return _foreign[kind]


# Iterators and views of C: what they lead to is read through them.
VIEWS = (type({}.keys()), type({}.values()), type({}.items()), types.MappingProxyType)
_NO_ITERATORS = (types.GeneratorType, types.CoroutineType, type, types.ModuleType)


def is_iterator(thing):
    """An iterator or a view of C."""
    kind = type(thing)
    return isinstance(thing, VIEWS) or (_foreign[kind] and hasattr(kind, "__next__") and not isinstance(thing, _NO_ITERATORS))
