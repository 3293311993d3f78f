"""Exceptions that one thread sends another: PyThreadState_SetAsyncExc, as programs call it through ctypes.

The other thread raises it when it comes to its next switch point; what it waits for is not interrupted, as in CPython.
"""

import lab_late as late
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
        return 1


def _ctypes(module):
    module.pythonapi.PyThreadState_SetAsyncExc = SetAsyncExc()


def install():
    """Once."""
    late.change("ctypes", _ctypes)
