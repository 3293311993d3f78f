"""Pipes between threads: os.pipe, os.read, os.write and what else os does with their descriptors.

The descriptors are real ones, so that they have numbers of their own; what is in a pipe is kept here.
"""

import errno
import os

import lab_flock as flock
import lab_late as late
import lab_trace as trace
from lab_in_c import c_int, fileno, in_c
from lab_waits import Waiters, would_block

CAPACITY, ATOMIC = 65536, 4096

# Descriptor to its pipe, and the end that it is: "r" or "w".
ends = {}
_nonblocking = set()
waiters = Waiters("Pipe")
_real = {name: getattr(os, name) for name in ("read", "write", "close", "dup", "dup2", "pipe", "set_blocking", "get_blocking")}


class Pipe:
    """The bytes in a pipe, and the number of descriptors that each end has."""

    def __init__(self, number):
        self.data = bytearray()
        self.ends = {"r": 1, "w": 1}
        self._name = f"pipe {number}"

    def readable(self):
        return bool(self.data) or not self.ends["w"]

    def room(self):
        return CAPACITY - len(self.data)

    def writable(self):
        return self.room() >= ATOMIC or not self.ends["r"]


def pipe():
    """Create a pipe. Returns its read end and its write end."""
    reads, writes = _real["pipe"]()
    made = Pipe(reads)
    ends[reads], ends[writes] = (made, "r"), (made, "w")
    return reads, writes


def pipe2(flags, /):
    """Create a pipe with flags."""
    if c_int(flags) & ~(os.O_NONBLOCK | os.O_CLOEXEC):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    reads, writes = pipe()
    if flags & os.O_NONBLOCK:
        _nonblocking.update((reads, writes))
    return reads, writes


def _end(fd, wanted):
    thing, end = ends[fd]
    if end != wanted:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return thing


def read(fd, length, /):
    """Read from a file descriptor. Returns a bytes object."""
    fd = c_int(fd)
    if fd not in ends:
        return _real["read"](fd, length)
    thing = _end(fd, "r")
    if length < 0:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    trace.point_of("os.read")
    if not thing.readable():
        if fd in _nonblocking:
            would_block()
        waiters.wait(thing, thing.readable)
    data = bytes(thing.data[:length])
    del thing.data[:length]
    waiters.changed()
    return data


def write(fd, data, /):
    """Write a bytes object to a file descriptor."""
    fd = c_int(fd)
    if fd not in ends:
        return _real["write"](fd, data)
    thing = _end(fd, "w")
    trace.point_of("os.write")
    left = memoryview(data).cast("B")
    whole = len(left)
    while True:
        if not thing.ends["r"]:
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))
        room = thing.room()
        # A short piece is written as a whole.
        if len(left) <= room or room and len(left) > ATOMIC:
            thing.data += left[:room]
            left = left[room:]
            waiters.changed()
        if not left:
            return whole
        if fd in _nonblocking:
            if len(left) == whole:
                would_block()
            return whole - len(left)
        wanted = min(len(left), ATOMIC) if whole <= ATOMIC else 1
        waiters.wait(thing, lambda: thing.room() >= wanted or not thing.ends["r"])


def close(fd):
    """Close a file descriptor."""
    fd = c_int(fd)
    known = ends.pop(fd, None)
    _nonblocking.discard(fd)
    flock.forget(fd)
    _real["close"](fd)
    if known is not None:
        thing, end = known
        thing.ends[end] -= 1
        waiters.changed()
    flock.released()


def _copied(fd, copy):
    if fd in ends:
        thing, end = ends[copy] = ends[fd]
        thing.ends[end] += 1
    return copy


def dup(fd, /):
    """Return a duplicate of a file descriptor."""
    fd = c_int(fd)
    return _copied(fd, _real["dup"](fd))


def dup2(fd, fd2, inheritable=True):
    """Duplicate file descriptor."""
    fd, fd2 = c_int(fd), c_int(fd2)
    if fd2 in ends and fd != fd2:
        thing, end = ends.pop(fd2)
        thing.ends[end] -= 1
        waiters.changed()
    copy = _real["dup2"](fd, fd2, inheritable)
    return copy if fd == fd2 else _copied(fd, copy)


def set_blocking(fd, blocking, /):
    """Set the blocking mode of the specified file descriptor."""
    fd = c_int(fd)
    if fd not in ends:
        return _real["set_blocking"](fd, blocking)
    (_nonblocking.discard if blocking else _nonblocking.add)(fd)


def get_blocking(fd, /):
    """Get the blocking mode of the file descriptor."""
    fd = c_int(fd)
    return fd not in _nonblocking if fd in ends else _real["get_blocking"](fd)


def _fcntl(module):
    module.flock = in_c(flock.flock, "fcntl", module.flock)
    own = module.fcntl

    def fcntl(fd, cmd, arg=0, /):
        number = fileno(fd)
        if number in ends and cmd == module.F_GETFL:
            return (os.O_RDONLY if ends[number][1] == "r" else os.O_WRONLY) | (
                os.O_NONBLOCK if number in _nonblocking else 0
            )
        if number in ends and cmd == module.F_SETFL:
            set_blocking(number, not arg & os.O_NONBLOCK)
            return 0
        return own(fd, cmd, arg)

    module.fcntl = in_c(fcntl, "fcntl", own)


def reset():
    """As it is when a program begins: the pipes of the one before are closed."""
    for fd in list(ends):
        ends.pop(fd)
        try:
            _real["close"](fd)
        except OSError:
            pass
    _nonblocking.clear()
    flock.reset()


def install():
    """Once."""
    for made in (pipe, pipe2, read, write, close, dup, dup2, set_blocking, get_blocking):
        setattr(os, made.__name__, in_c(made, "posix", getattr(os, made.__name__, None)))
    late.change("fcntl", _fcntl)
