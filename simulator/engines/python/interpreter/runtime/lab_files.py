"""The program's files. What programs write is taken away by the host (file-image.ts)."""

import os

import lab_trace as trace
from lab_in_c import c_int, in_c
from lab_world import ROOT

_USUAL = 0o22
_mask = _USUAL
# Descriptors that a new process would have: there is none, but a program may ask.
_STANDARD = {0, 1, 2}
_inherited = set(_STANDARD)


def umask(mask, /):
    """os.umask. That of Node is one for all programs, and the machine's own: new files have the mode that this one gives."""
    global _mask
    before, _mask = _mask, c_int(mask) & 0o777
    trace.host.umask(_mask)
    return before


def set_inheritable(fd, inheritable, /):
    """Set the inheritable flag of the specified file descriptor."""
    fd, on = c_int(fd), c_int(inheritable)
    os.fstat(fd)
    (_inherited.add if on else _inherited.discard)(fd)


def get_inheritable(fd, /):
    """Get the close-on-exe flag of the specified file descriptor."""
    fd = c_int(fd)
    os.fstat(fd)
    return fd in _inherited


def reset():
    """As it is when a program begins."""
    global _mask
    _mask = _USUAL
    trace.host.umask(_mask)
    _inherited.clear()
    _inherited.update(_STANDARD)


def install():
    """Once."""
    for made in (umask, set_inheritable, get_inheritable):
        setattr(os, made.__name__, in_c(made, "posix", getattr(os, made.__name__, None)))


def write(files):
    """Puts the program's files, name to text, into its folder. A name with a slash in front is outside of the folder; lone
    surrogates are bytes that are not UTF-8 (PEP 383)."""
    for name, text in files.items():
        path = os.path.join(ROOT, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
