"""select and poll on pipes and files. A file of the program is always ready."""

import errno
import operator
import os
import stat

import lab_c_words as words
import lab_late as late
import lab_trace as trace
from lab_clock import after, as_seconds
from lab_in_c import fileno, in_c
from lab_pipes import ends, waiters


def _fileno(thing):
    fd = fileno(thing)
    if fd not in ends and _open(fd) and stat.S_ISSOCK(os.fstat(fd).st_mode):
        trace.host.note("closed")
        raise OSError("a program here has no network: there is nothing to wait for on a socket")
    return fd


def _open(fd):
    try:
        return fd in ends or os.fstat(fd) is not None
    except OSError:
        return False


def _readable(fd):
    known = ends.get(fd)
    return known is None or known[1] == "r" and known[0].readable()


def _writable(fd):
    known = ends.get(fd)
    return known is None or known[1] == "w" and known[0].writable()


def select(rlist, wlist, xlist, timeout=None, /):
    """Wait until one or more file descriptors are ready for some kind of I/O."""
    timeout = _seconds(timeout, "a float")
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    for things in (rlist, wlist, xlist):
        if not hasattr(things, "__iter__") and not hasattr(things, "__getitem__"):
            raise TypeError("arguments 1-3 must be sequences")
    reads, writes = [(_fileno(thing), thing) for thing in rlist], [(_fileno(thing), thing) for thing in wlist]
    for fd in [fd for fd, _ in (*reads, *writes)] + [_fileno(thing) for thing in xlist]:
        if fd not in ends:
            os.fstat(fd)
    trace.point_of("select.select")

    def ready():
        found = [thing for fd, thing in reads if _readable(fd)], [thing for fd, thing in writes if _writable(fd)], []
        return found if any(found) else None

    return _wait(ready, timeout) or ([], [], [])


def _wait(ready, timeout):
    until = float("inf") if timeout is None else after(trace.host.now(), timeout)
    return waiters.wait(waiters, ready, until)


def _seconds(timeout, kind, scale=1):
    """A timeout of so many seconds, or of parts of them, as C takes it; None: none."""
    if timeout is None:
        return None
    try:
        return as_seconds(timeout) / scale
    except TypeError:
        raise TypeError(f"timeout must be {kind} or None") from None


def _mask(events):
    """The events of a registration, an unsigned short in C."""
    events = operator.index(events)
    if events < 0:
        raise ValueError("Cannot convert negative int")
    if events > 0xFFFF:
        raise OverflowError("Python int too large for C unsigned short")
    return events


class poll:
    """A polling object on pipes and files."""

    def __init__(self):
        self._asked = {}

    def register(self, fd, eventmask=0x1 | 0x2 | 0x4, /):
        fd = _fileno(fd)
        self._asked[fd] = _mask(eventmask)

    def modify(self, fd, eventmask, /):
        fd, eventmask = _fileno(fd), _mask(eventmask)
        if fd not in self._asked:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        self._asked[fd] = eventmask

    def unregister(self, fd, /):
        del self._asked[_fileno(fd)]

    def poll(self, timeout=None, /):
        timeout = _seconds(timeout, "an integer", 1000)
        trace.point_of("poll")

        def ready():
            found = []
            for fd, mask in self._asked.items():
                if not _open(fd):
                    found.append((fd, 0x20))
                    continue
                event = (mask & 0x1 if _readable(fd) else 0) | (mask & 0x4 if _writable(fd) else 0)
                known = ends.get(fd)
                if known and known[1] == "r" and not known[0].ends["w"]:
                    event = event & ~0x1 | (mask & 0x1 if known[0].data else 0) | 0x10
                elif known and known[1] == "w" and not known[0].ends["r"]:
                    event |= 0x8
                if event:
                    found.append((fd, event))
            return found

        return _wait(ready, None if timeout is None or timeout < 0 else timeout) or []


def _select(module):
    words.methods(poll, type(module.poll()), "select", module.poll)
    module.select, module.poll = in_c(select, "select", module.select), poll


def _selectors(module):
    module.SelectSelector._select = staticmethod(select)
    if hasattr(module, "PollSelector"):
        module.PollSelector._selector_cls = poll


def install():
    """Once."""
    late.change("select", _select)
    late.change("selectors", _selectors)
