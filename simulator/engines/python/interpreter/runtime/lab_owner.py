"""Tells the owner of a frame or function while a check runs: the check or us, the library, or the program."""

import builtins
import sys
import types

import lab_trace as trace

# Functions that are defined from here on keep the builtins that no program can change.
__builtins__ = dict(vars(builtins))

OURS = "/lab_runtime/"
CHECK = f"{OURS}check.py"

getframe = sys._getframe
back_of = types.FrameType.__dict__["f_back"].__get__
code_of = types.FrameType.__dict__["f_code"].__get__
_line_of = types.FrameType.__dict__["f_lineno"].__get__

# Our own code and the check's, by address: a file's name can be changed.
_ours = set()
# The program's files as they were handed in: names to texts.
_files = {}


def is_own(code):
    """Tells whether it is the check's, or ours."""
    return id(code) in _ours


def is_library(code):
    return code.co_filename.startswith((trace.LIBRARY, "<frozen ")) or is_own(code)


def may(code, name):
    """Our own code may, where it says so itself: a function in C that the check happens to call may not."""
    return is_own(code) and says(code, name)


def says(code, name):
    return name in code.co_names or name in code.co_consts


def register(code):
    """From now on this code, and every function in it, is ours."""
    _ours.add(id(code))
    for const in code.co_consts:
        if type(const) is types.CodeType:
            register(const)


def register_all(names):
    for thing in list(names.values()):
        for each in (thing, *(getattr(thing, part, None) for part in ("fget", "fset", "__func__"))):
            if type(each) is types.FunctionType and each.__code__.co_filename.startswith(OURS):
                register(each.__code__)
        if type(thing) is type and thing.__module__.startswith(("lab_", "_thread")):
            register_all(vars(thing))


def reached(name, frame):
    """Tells the host of the innermost line of a file of the program's that led here."""
    while frame is not None and code_of(frame).co_filename not in _files:
        frame = back_of(frame)
    file, line = (code_of(frame).co_filename, _line_of(frame)) if frame is not None else ("", 0)
    trace.host.reached(file, line, name)
    raise AttributeError(f"{name} is closed while an exercise is checked")


def hand_in(given):
    """Remembers the program's files as they are before anything runs."""
    _files.clear()
    # What has a slash in front is ours.
    _files.update((name, text) for name, text in given.items() if name[:1] != "/")


def handed_in(path, data):
    """Tells whether this file is as it was handed in."""
    name = path.removeprefix("/lab/")
    if name not in _files or _files[name].encode("utf-8", "surrogateescape") != data:
        reached(f"import {name}", getframe(1))


def line_of(depth):
    """The line of a check that calls the caller (1) of this; 0: something else does."""
    frame = getframe(depth + 1)
    return _line_of(frame) if code_of(frame).co_filename == CHECK else 0
