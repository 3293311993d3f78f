"""Classes of ours that are in C elsewhere: errors name them with their modules, and a program cannot change them."""

import ctypes
import gc
import types

from lab_c_words import stand_in

# Where a class keeps the name that C's messages say, and its flags (Include/cpython/object.h, of four bytes each).
_NAME, _FLAGS = 12, 84
_REPR = 44
_IMMUTABLE = 1 << 8
_names = {}
_own_repr = types.MethodType.__repr__


def _repr_of_method(method):
    function = stand_in(method.__func__)
    if function is None:
        return _own_repr(method)
    thing = method.__self__
    return f"<built-in method {function.__name__} of {name_of(type(thing))} object at {id(thing):#x}>"


# Two classes that say themselves in Python: what C calls for that is the same.
class _Said:
    def __repr__(self):
        return ""


class _Again:
    def __repr__(self):
        return " "


def like_c(kind, name, immutable=True):
    """Gives `kind` the name with its module, no copies, and no changes from now on. Called once for each."""
    if "__reduce_ex__" not in vars(kind):
        kind.__reduce_ex__ = _reduce_ex
    flags = ctypes.c_uint32.from_address(id(kind) + _FLAGS)
    if flags.value != kind.__flags__:
        return
    text = _names[kind] = name.encode() + b"\0"
    # The bytes stand behind all other fields.
    ctypes.c_uint32.from_address(id(kind) + _NAME).value = id(text) + bytes.__basicsize__ - 1
    if immutable:
        flags.value |= _IMMUTABLE


def is_ours(kind):
    """Tells whether a class that C's flags call immutable was made in Python."""
    return kind in _names


def name_of(kind):
    """The name of a class in a message of C."""
    text = _names.get(kind)
    return text[:-1].decode() if text else kind.__name__


def name_methods():
    """Has bound methods of ours say that they are built-in. Called once."""
    get = ctypes.pythonapi.PyInstanceMethod_New
    get.restype, get.argtypes = ctypes.py_object, [ctypes.py_object]
    methods = types.MethodType
    [names] = [each for each in gc.get_referents(methods.__dict__) if type(each) is dict]
    # In a class this is no function in Python, whose code could be the program's.
    names["__repr__"] = get(_repr_of_method)
    at = id(methods) + _REPR
    if ctypes.c_uint32.from_address(id(_Said) + _REPR).value == ctypes.c_uint32.from_address(id(_Again) + _REPR).value:
        ctypes.c_uint32.from_address(at).value = ctypes.c_uint32.from_address(id(_Said) + _REPR).value
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(methods))


def _reduce_ex(self, protocol, /):
    kind = type(self)
    if kind.__reduce__ is not object.__reduce__ or kind.__getstate__ is not object.__getstate__:
        return object.__reduce_ex__(self, protocol)
    raise TypeError(f"cannot pickle {name_of(kind)!r} object")


_reduce_ex.__name__, _reduce_ex.__qualname__ = "__reduce_ex__", "object.__reduce_ex__"
