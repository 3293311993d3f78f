"""Pipes between threads, and what waits for files: os.read, os.write, select, poll and flock.

The descriptors are real ones, so that they have numbers of their own; what is in a pipe is kept here.
"""

import builtins
import errno
import io
import os
import stat
import weakref

import lab_late as late
import lab_trace as trace
from lab_waits import Waiters

CAPACITY, ATOMIC = 65536, 4096

_ends = {}
_nonblocking = set()
_waiters = Waiters("Pipe")
_real = {name: getattr(os, name) for name in ("read", "write", "close", "dup", "dup2", "pipe", "set_blocking", "get_blocking")}
_open = io.open


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
    _ends[reads], _ends[writes] = (made, "r"), (made, "w")
    return reads, writes


def pipe2(flags, /):
    """Create a pipe with flags."""
    reads, writes = pipe()
    if flags & os.O_NONBLOCK:
        _nonblocking.update((reads, writes))
    return reads, writes


def _end(fd, wanted):
    thing, end = _ends[fd]
    if end != wanted:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return thing


def _would_block():
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def read(fd, length, /):
    """Read from a file descriptor. Returns a bytes object."""
    if fd not in _ends:
        return _real["read"](fd, length)
    thing = _end(fd, "r")
    if length < 0:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    trace.point_of("os.read")
    if not thing.readable():
        if fd in _nonblocking:
            _would_block()
        _waiters.wait(thing, thing.readable)
    data = bytes(thing.data[:length])
    del thing.data[:length]
    _waiters.changed()
    return data


def write(fd, data, /):
    """Write a bytes object to a file descriptor."""
    if fd not in _ends:
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
            _waiters.changed()
        if not left:
            return whole
        if fd in _nonblocking:
            if len(left) == whole:
                _would_block()
            return whole - len(left)
        wanted = min(len(left), ATOMIC) if whole <= ATOMIC else 1
        _waiters.wait(thing, lambda: thing.room() >= wanted or not thing.ends["r"])


def close(fd):
    """Close a file descriptor."""
    known = _ends.pop(fd, None)
    _nonblocking.discard(fd)
    if _locked:
        _locked.get(_key(fd), {}).pop(fd, None)
    _real["close"](fd)
    if known is not None:
        thing, end = known
        thing.ends[end] -= 1
        _waiters.changed()
    _released()


def _copied(fd, copy):
    if fd in _ends:
        thing, end = _ends[copy] = _ends[fd]
        thing.ends[end] += 1
    return copy


def dup(fd, /):
    """Return a duplicate of a file descriptor."""
    return _copied(fd, _real["dup"](fd))


def dup2(fd, fd2, inheritable=True):
    """Duplicate file descriptor."""
    if fd2 in _ends and fd != fd2:
        thing, end = _ends.pop(fd2)
        thing.ends[end] -= 1
        _waiters.changed()
    copy = _real["dup2"](fd, fd2, inheritable)
    return copy if fd == fd2 else _copied(fd, copy)


def set_blocking(fd, blocking, /):
    """Set the blocking mode of the specified file descriptor."""
    if fd not in _ends:
        return _real["set_blocking"](fd, blocking)
    (_nonblocking.discard if blocking else _nonblocking.add)(fd)


def get_blocking(fd, /):
    """Get the blocking mode of the file descriptor."""
    return fd not in _nonblocking if fd in _ends else _real["get_blocking"](fd)


class _Raw(io.RawIOBase):
    """An end of a pipe as a file."""

    def __init__(self, fd, mode, closefd):
        self.name, self.mode, self.closefd = fd, mode, closefd

    def fileno(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        return self.name

    def readable(self):
        return "r" in self.mode

    def writable(self):
        return "r" not in self.mode

    def readinto(self, buffer):
        try:
            data = read(self.fileno(), len(buffer))
        except BlockingIOError:
            return None
        buffer[: len(data)] = data
        return len(data)

    def write(self, data):
        try:
            return write(self.fileno(), data)
        except BlockingIOError:
            return None

    def close(self):
        if not self.closed:
            super().close()
            if self.closefd:
                close(self.name)


def open_(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """Open file and return a stream."""
    if not isinstance(file, int) or file not in _ends:
        try:
            return _open(file, mode, buffering, encoding, errors, newline, closefd, opener)
        except BaseException as error:
            error.__traceback__ = error.__traceback__.tb_next
            raise
    raw = _Raw(file, mode.replace("t", ""), closefd)
    if "b" in mode and buffering == 0:
        return raw
    size = buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE
    buffered = (io.BufferedReader if "r" in mode else io.BufferedWriter)(raw, size)
    if "b" in mode:
        return buffered
    text = io.TextIOWrapper(buffered, io.text_encoding(encoding), errors, newline, buffering == 1)
    text.mode = mode
    return text


# --- select and poll ------------------------------------------------------------------------------------------------


def _fileno(thing):
    fd = thing if isinstance(thing, int) else getattr(thing, "fileno", lambda: None)()
    if not isinstance(fd, int):
        raise TypeError("argument must be an int, or have a fileno() method.")
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    if fd not in _ends and stat.S_ISSOCK(os.fstat(fd).st_mode):
        trace.host.note("closed")
        raise OSError("a program here has no network: there is nothing to wait for on a socket")
    return fd


def _readable(fd):
    known = _ends.get(fd)
    return known is None or known[1] == "r" and known[0].readable()


def _writable(fd):
    known = _ends.get(fd)
    return known is None or known[1] == "w" and known[0].writable()


def select(rlist, wlist, xlist, timeout=None, /):
    """Wait until one or more file descriptors are ready for some kind of I/O."""
    if timeout is not None:
        if not isinstance(timeout, (int, float)):
            raise TypeError("timeout must be a real number or None")
        if timeout < 0:
            raise ValueError("timeout must be non-negative")
    reads, writes = [(_fileno(thing), thing) for thing in rlist], [(_fileno(thing), thing) for thing in wlist]
    for thing in xlist:
        _fileno(thing)
    trace.point_of("select.select")

    def ready():
        found = [thing for fd, thing in reads if _readable(fd)], [thing for fd, thing in writes if _writable(fd)], []
        return found if any(found) else None

    return _wait(ready, timeout) or ([], [], [])


def _wait(ready, timeout):
    until = float("inf") if timeout is None else trace.host.now() + timeout
    return _waiters.wait(_waiters, ready, until)


class poll:
    """A polling object on pipes and files."""

    def __init__(self):
        self._asked = {}

    def register(self, fd, eventmask=0x1 | 0x2 | 0x4, /):
        self._asked[_fileno(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        if _fileno(fd) not in self._asked:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        self._asked[_fileno(fd)] = eventmask

    def unregister(self, fd, /):
        del self._asked[_fileno(fd)]

    def poll(self, timeout=None, /):
        trace.point_of("poll")

        def ready():
            found = []
            for fd, mask in self._asked.items():
                event = (mask & 0x1 if _readable(fd) else 0) | (mask & 0x4 if _writable(fd) else 0)
                known = _ends.get(fd)
                if known and known[1] == "r" and not known[0].ends["w"]:
                    event = event & ~0x1 | (mask & 0x1 if known[0].data else 0) | 0x10
                elif known and known[1] == "w" and not known[0].ends["r"]:
                    event |= 0x8
                if event:
                    found.append((fd, event))
            return found

        return _wait(ready, None if timeout is None or timeout < 0 else timeout / 1000) or []


def _select(module):
    module.select, module.poll = staticmethod(select), poll


def _selectors(module):
    module.SelectSelector._select = staticmethod(select)
    if hasattr(module, "PollSelector"):
        module.PollSelector._selector_cls = poll


# --- flock ----------------------------------------------------------------------------------------------------------

_locked = {}
_queued = Waiters("flock")


def _released():
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
    """Perform the lock operation on a file descriptor: locks of threads exclude each other, if each has opened the file."""
    number = fd if isinstance(fd, int) else fd.fileno()
    key = _key(number)
    kind = operation & ~4
    if kind not in (1, 2, 8):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    trace.point_of("fcntl.flock")
    if kind == 8:
        _locked.get(key, {}).pop(number, None)
        return _released()

    def free():
        return all(other == number or kind == 1 == held for other, held in _holders(key).items())

    if not free():
        if operation & 4:
            _would_block()
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
        _released()

    def close():
        try:
            return kind.close(reference())
        finally:
            gone()

    kind, reference = type(file), weakref.ref(file, gone)
    file.close = close


def _fcntl(module):
    module.flock = staticmethod(flock)
    own = module.fcntl

    def fcntl(fd, cmd, arg=0, /):
        number = fd if isinstance(fd, int) else fd.fileno()
        if number in _ends and cmd == module.F_GETFL:
            return (os.O_RDONLY if _ends[number][1] == "r" else os.O_WRONLY) | (
                os.O_NONBLOCK if number in _nonblocking else 0
            )
        if number in _ends and cmd == module.F_SETFL:
            set_blocking(number, not arg & os.O_NONBLOCK)
            return 0
        return own(fd, cmd, arg)

    module.fcntl = staticmethod(fcntl)


def reset():
    """As it is when a program begins: the pipes of the one before are closed."""
    for fd in list(_ends):
        _ends.pop(fd)
        try:
            _real["close"](fd)
        except OSError:
            pass
    _nonblocking.clear()
    _locked.clear()


def install():
    """Once."""
    for made in (pipe, pipe2, read, write, close, dup, dup2, set_blocking, get_blocking):
        # Static, as functions in C are: as an attribute of a class it is no method.
        setattr(os, made.__name__, staticmethod(made))
    open_.__name__ = open_.__qualname__ = "open"
    open_.__module__ = "_io"
    builtins.open = io.open = staticmethod(open_)
    for name, how in (("select", _select), ("selectors", _selectors), ("fcntl", _fcntl)):
        late.change(name, how)
