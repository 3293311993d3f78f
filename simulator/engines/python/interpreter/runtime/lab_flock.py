"""flock between threads: locks of a file exclude each other, if each thread has opened the file."""

import errno
import os
import weakref

import lab_trace as trace
from lab_in_c import c_int, fileno
from lab_waits import Waiters, would_block

_locked = {}
_queued = Waiters("flock")


def released():
    """A descriptor is closed, or its lock is given back: other threads may have the file now."""
    if _locked:
        _queued.changed()


def _key(fd):
    about = os.fstat(fd)
    return about.st_dev, about.st_ino


def _holders(key):
    """The descriptors that lock the file: those that are closed by now do so no longer."""
    holders = _locked.get(key, {})
    for fd in list(holders):
        try:
            if _key(fd) == key:
                continue
        except OSError:
            pass
        del holders[fd]
    return holders


def flock(fd, operation, /):
    """Perform the lock operation on a file descriptor."""
    number, operation = fileno(fd), c_int(operation)
    key = _key(number)
    kind = operation & ~4
    if kind not in (1, 2, 8):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    trace.point_of("fcntl.flock")
    if kind == 8:
        _locked.get(key, {}).pop(number, None)
        return released()

    def free():
        return all(other == number or kind == 1 == held for other, held in _holders(key).items())

    if not free():
        if operation & 4:
            would_block()
        _queued.wait(_queued, free)
    _locked.setdefault(key, {})[number] = kind
    _tell_when_closed(fd, key, number)


def _tell_when_closed(file, key, number):
    """A file object is closed in C, so it is asked to say so: another file has its number then."""
    attributes = getattr(file, "__dict__", None)
    if attributes is None or "close" in attributes:
        return

    def gone(_reference=None):
        _locked.get(key, {}).pop(number, None)
        released()

    def close():
        try:
            return kind.close(reference())
        finally:
            gone()

    kind, reference = type(file), weakref.ref(file, gone)
    file.close = close


def forget(fd):
    """The descriptor is about to be closed, and its lock with it."""
    if _locked:
        _locked.get(_key(fd), {}).pop(fd, None)


def reset():
    """As it is when a program begins."""
    _locked.clear()
