"""Buffered files on files in Python: the lock that each has in C knows one thread only, so each gets one of ours."""

import _io
import io

import lab_locks as locks
import lab_threads as threads

_METHODS = "read read1 readinto readinto1 peek readline readlines __next__ write flush seek tell truncate close detach".split()


class _Kind(type):
    """The files that `open` makes are instances too."""

    def __instancecheck__(cls, thing):
        return type.__instancecheck__(cls, thing) or type.__instancecheck__(cls.__dict__.get("_in_c", cls), thing)

    def __subclasscheck__(cls, kind):
        return type.__subclasscheck__(cls, kind) or type.__subclasscheck__(cls.__dict__.get("_in_c", cls), kind)


def _locked(name, own):
    def method(self, *args, **options):
        lock = self.__dict__.get("_lab_lock")
        if lock is None:
            lock = self.__dict__["_lab_lock"] = locks.lock()
        # A call from within is C's own affair: it goes on, or says that it is a reentrant call.
        if lock._owner == threads.current + 1:
            return own(self, *args, **options)
        with lock:
            return own(self, *args, **options)

    method.__name__ = method.__qualname__ = name
    method.__doc__ = own.__doc__
    return method


def _made(kind):
    body = {name: _locked(name, getattr(kind, name)) for name in _METHODS if hasattr(kind, name)}
    body.update(_in_c=kind, __module__="_io", __doc__=kind.__doc__)
    return _Kind(kind.__name__, (kind,), body)


def install():
    """Once."""
    for name in ("BufferedReader", "BufferedWriter", "BufferedRandom", "BufferedRWPair"):
        setattr(io, name, _made(getattr(_io, name)))
