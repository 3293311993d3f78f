"""Functions of ours that are in C elsewhere. They look like those, and are copied and pickled by their names."""

import operator
import sys
from importlib.machinery import BuiltinImporter
from importlib.util import module_from_spec

import lab_c_words as words


class builtin_function_or_method(staticmethod):
    # Static, as functions in C are: as an attribute of a class it is no method.
    __slots__ = ()

    def __get__(self, _instance, _owner=None):
        return self

    def __repr__(self):
        return f"<built-in function {self.__name__}>"

    def __reduce__(self):
        return self.__qualname__


builtin_function_or_method.__module__ = "builtins"


def in_c(function, module, own=None, name=None):
    """Makes `function` stand for one of `module`. `own` is the one in C, if there is one: it gives its name and text."""
    function.__module__ = module
    function.__name__ = function.__qualname__ = name or getattr(own, "__name__", function.__name__)
    if isinstance(own, builtin_function_or_method | type(len)):
        function.__doc__ = own.__doc__
    made = builtin_function_or_method(function)
    words.known(f"{module}.{function.__name__}", function, own if isinstance(own, type(len)) else None)
    return made


def c_int(value):
    """A number for a C int, refused where C refuses it."""
    number = operator.index(value)
    if not -(1 << 31) <= number < 1 << 31:
        raise OverflowError("Python int too large to convert to C int")
    return number


def c_size(value):
    """A number for a C ssize_t, refused where it is too large."""
    number = operator.index(value)
    if number > sys.maxsize:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return number


def kind_of(value):
    """The kind of an argument as C's messages name it."""
    return "None" if value is None else type(value).__name__


def fileno(thing):
    """The descriptor that a program gives: a number, or a file."""
    fd = thing if isinstance(thing, int) else getattr(thing, "fileno", lambda: None)()
    if not isinstance(fd, int):
        raise TypeError("argument must be an int, or have a fileno() method.")
    if c_int(fd) < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    return fd


def module_in_c(name):
    """A module in C as it is, whatever stands in `sys.modules` for it."""
    spec = BuiltinImporter.find_spec(name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
