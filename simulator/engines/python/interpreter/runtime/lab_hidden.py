"""Our own frames are hidden from a program: what they do, CPython does in C, which has none.

CPython leaves out a frame whose code has not come to its first traceable instruction: in `sys._getframe`, `f_back`,
tracebacks and warnings. The host moves that instruction of all our code behind its end (`hidden-code.ts`). While a check
runs our frames are seen, for its guards ask who has called them.
"""

import gc
import opcode
import sys
import types

OURS = "/lab_runtime/"
# Where the library has in Python what such a function does.
_IN_C = ("/threading.py", "/queue.py")

# Which frame is behind how many of ours, as `behind` has it. Hidden ones are not counted.
_up = [1, 2, 3, 4]
_getframe = sys._getframe
_RESUME = opcode.opmap["RESUME"]
_SUPER = opcode.opmap["LOAD_SUPER_ATTR"]
# Code whose frames are hidden, and code that tracebacks leave out, by its id.
_found = {}
_shed = {}
_host = None


def _add(code):
    if id(code) not in _found and code.co_filename.startswith(OURS):
        _found[id(code)] = code
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            _add(const)


def find():
    """Finds all our code: once, when all modules are there."""
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and thing.__code__.co_filename.startswith(OURS):
            _add(thing.__code__)


def in_c(function):
    """Has the frames of a function of the library hidden: it is in C elsewhere. `sys.monitoring` cannot watch it then."""
    code = function.__code__
    if "__class__" in code.co_freevars:
        # `super()` asks the frame for what stands on its stack anyway: as two arguments it takes it from there.
        text = bytearray(code.co_code)
        for at in range(0, len(text), 2):
            if text[at] == _SUPER:
                text[at + 1] |= 2
        code = function.__code__ = code.replace(co_code=bytes(text))
    _found[id(code)] = code


def sheds(*functions):
    """Has tracebacks leave out the library's functions that are in C elsewhere, and what these call in such a file."""
    _shed.update((id(function.__code__), function.__code__) for function in functions)


def shed(code, _offset, error):
    """An exception comes out of such a function."""
    tb = error.__traceback__.tb_next
    while tb is not None and tb.tb_frame.f_code.co_filename.endswith(_IN_C):
        tb = tb.tb_next
    error.__traceback__ = tb


def outside(frame):
    """The first frame of a stack that is in no function of C's."""
    first = frame
    while frame is not None:
        if id(frame.f_code) in _shed:
            first = frame.f_back
        frame = frame.f_back
    return first


def _first(code):
    """The first traceable instruction of `code`, counted from 0."""
    text = code.co_code
    return next(at for at in range(0, len(text), 2) if text[at] == _RESUME) // 2


def behind(depth):
    """The frame behind this many of ours, of which the caller is the first; None: there is none."""
    try:
        return _getframe(_up[depth])
    except ValueError:
        return None


def attach(host):
    """Tells the host where our code is."""
    global _host
    _host = host
    # The last of its fixed fields but one, which are four bytes each (Include/cpython/code.h).
    host.concealed(" ".join(f"{at} {_first(code)}" for at, code in _found.items()), types.CodeType.__basicsize__ - 8)
    host.sheds(" ".join(map(str, _shed)), id(shed))


def hide(on):
    """Hides frames of ours from now on, or shows them."""
    _up[:] = (1, 1, 1, 1) if on else (1, 2, 3, 4)
    _host.hide(on)


def programs(tb):
    """A traceback without the frames of ours that it begins with."""
    while tb is not None and tb.tb_frame.f_code.co_filename.startswith(OURS):
        tb = tb.tb_next
    return tb
