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


class _Answers(dict):
    """Tells of a type whether code of the program answers for `__dict__`."""

    def __missing__(self, kind):
        found = next((base.__dict__["__dict__"] for base in kind.__mro__ if "__dict__" in base.__dict__), None)
        answer = self[kind] = found is not None and type(found) is not types.GetSetDescriptorType
        return answer


_answers = _Answers()


def own_dict(thing):
    """The instance's own attributes. Its class is not asked for them: it may be code of the program that answers."""
    if _answers[type(thing)]:
        return {}
    try:
        return object.__getattribute__(thing, "__dict__")
    except AttributeError:
        return {}


def let_go():
    """Forgets the program's classes: each would keep its module."""
    _foreign.clear()
    _answers.clear()


# Iterators and views of C: what they lead to is read through them.
VIEWS = (type({}.keys()), type({}.values()), type({}.items()), types.MappingProxyType)
_NO_ITERATORS = (types.GeneratorType, types.CoroutineType, type, types.ModuleType)


def is_iterator(thing):
    """An iterator or a view of C."""
    kind = type(thing)
    return issubclass(kind, VIEWS) or (_foreign[kind] and hasattr(kind, "__next__") and not issubclass(kind, _NO_ITERATORS))
