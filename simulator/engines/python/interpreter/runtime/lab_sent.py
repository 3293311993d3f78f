"""Exceptions that one thread sends another: PyThreadState_SetAsyncExc, as programs call it through ctypes.

The other thread raises it when it comes to its next switch point; what it waits for is not interrupted, as in CPython.
"""

import types

import lab_threads as threads


class SetAsyncExc:
    """The function, as ctypes has it."""

    argtypes = restype = errcheck = None
    __name__ = "PyThreadState_SetAsyncExc"

    def __call__(self, ident, error=None):
        number = getattr(ident, "value", ident)
        error = getattr(error, "value", error) if not isinstance(error, type) else error
        if not isinstance(number, int):
            raise TypeError("the first argument is a thread's identifier")
        if not 0 < number <= len(threads.threads) or threads.threads[number - 1].handle.is_done():
            return 0
        if error is None or error == 0:
            threads.sent.pop(number - 1, None)
        else:
            threads.sent[number - 1] = error
            threads.host.heed()
            # CPython looks for it when the call is over.
            threads.handle_due()
        return 1


class Value:
    """A C number, or an object, as ctypes wraps it."""

    def __init__(self, value=0):
        self.value = value


_VALUES = ("c_int", "c_uint", "c_long", "c_ulong", "c_longlong", "c_ulonglong", "c_size_t", "c_ssize_t", "py_object")


def _closed(name):
    raise AttributeError(f"ctypes.{name} is closed here: it reaches the memory of Python itself")


def _function(name):
    raise AttributeError(f"{name} is closed here: of Python's C functions, a program can call PyThreadState_SetAsyncExc")


def fill(module):
    """Makes `module` what a program finds as ctypes."""
    functions = types.ModuleType("pythonapi")
    functions.PyThreadState_SetAsyncExc = SetAsyncExc()
    functions.__getattr__ = _function
    for name in _VALUES:
        setattr(module, name, type(name, (Value,), {"__module__": "ctypes"}))
    module.pythonapi = functions
    module.__getattr__ = _closed
