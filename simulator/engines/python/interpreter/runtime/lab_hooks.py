"""Exceptions that no thread has caught: the program's own hooks are called before the host is told."""

import sys

import lab_trace as trace
from lab_hidden import behind
from lab_library import threading

_default = threading.excepthook
_printing = sys.__excepthook__


def excepthook(args, /):
    """threading.excepthook, as long as the program has none of its own."""
    # `ExceptHookArgs` itself is a function here: without a class of C the library makes a tuple of names.
    if type(args) is not threading._ExceptHookArgs:
        raise TypeError("_thread.excepthook argument type must be ExceptHookArgs")
    trace.uncaught(args.exc_value)
    _default(args)


# CPython's is written in C, and called so.
excepthook.__module__, excepthook.__name__, excepthook.__qualname__ = "_thread", "_excepthook", "_excepthook"


def sys_excepthook(kind, error, traceback, /):
    """sys.excepthook. From threading it hears of a hook of the program that has failed itself."""
    caller = behind(1)
    code = caller and caller.f_code
    if code and code.co_name == "invoke_excepthook" and code.co_filename.endswith("/threading.py"):
        trace.uncaught(error)
    _printing(kind, error, traceback)


def install():
    """Sets the hooks: before the names of the modules are kept, and at each start."""
    threading.excepthook = threading.__excepthook__ = excepthook
    sys.excepthook = sys.__excepthook__ = sys_excepthook
