"""The stacks of all threads, for a program that asks: each thread writes its own down.

The frames of a suspended thread cannot be walked from outside: some of the chain is on a C stack that others use by now.
"""

import faulthandler
import os
import sys
import traceback
import types

import lab_module
import lab_threads as threads
import lab_trace as trace
from lab_hidden import behind, outside
from lab_clock import as_seconds
from lab_in_c import in_c

MOST = 100

_written = {}
_later = None
_enabled = False


class Frame:
    """A frame of a suspended thread, as it was when it was asked for."""

    __slots__ = (
        *("f_back", "f_code", "f_lineno", "f_lasti", "f_globals", "f_builtins", "f_locals"),
        *("f_trace", "f_trace_lines", "f_trace_opcodes", "f_generator"),
    )

    @property
    def __class__(self):
        return types.FrameType

    def clear(self):
        raise RuntimeError("cannot clear a suspended frame")

    def __repr__(self):
        return f"<frame at {id(self):#x}, file {self.f_code.co_filename!r}, line {self.f_lineno}, code {self.f_code.co_name}>"


def _own(frame):
    """`frame`, or the first one behind it that is not ours."""
    while frame is not None and frame.f_code.co_filename.startswith("/lab_runtime/"):
        frame = frame.f_back
    return frame


def write_down(me):
    """Keeps the stack of the thread that calls it."""
    first = last = None
    frame = _own(behind(1))
    while frame is not None:
        copy = Frame()
        # One by one: while a check runs, a guard reads in our code which attributes it may take.
        copy.f_code = frame.f_code
        copy.f_lineno = frame.f_lineno
        copy.f_lasti = frame.f_lasti
        copy.f_globals = frame.f_globals
        copy.f_builtins = frame.f_builtins
        inside = frame.f_locals
        copy.f_locals = inside if inside is frame.f_globals else dict(inside)
        copy.f_back = copy.f_trace = copy.f_generator = None
        copy.f_trace_lines, copy.f_trace_opcodes = True, False
        if last is None:
            first = copy
        else:
            last.f_back = copy
        last = copy
        frame = _own(frame.f_back)
    _written[me + 1] = first


def stacks():
    """The stack of each thread by its identifier, with what the library does in Python here and in C elsewhere."""
    _written.clear()
    threads.look()
    frames = {ident: frame for ident, frame in _written.items() if frame is not None}
    _written.clear()
    # The newest thread first, as CPython's own list has it.
    own = threads.get_ident()
    frames[own] = _own(behind(1))
    return {ident: frames[ident] for ident in sorted(frames, reverse=True)}


def _current_frames():
    """Return a dict mapping each thread's identifier to its topmost stack frame."""
    return {ident: outside(frame) for ident, frame in stacks().items()}


# --- tracebacks -----------------------------------------------------------------------------------------------------


def _without_ours(name):
    """Has a walk through frames leave out ours: in CPython they are in C, and have none."""
    own = getattr(traceback, name)

    def walk(start):
        for frame, position in own(start):
            if not frame.f_code.co_filename.startswith("/lab_runtime/"):
                yield frame, position

    walk.__name__ = walk.__qualname__ = name
    setattr(traceback, name, walk)


# --- faulthandler ---------------------------------------------------------------------------------------------------


def _put(file, text):
    if file is None:
        file = sys.stderr
    if isinstance(file, int):
        file = {1: sys.stdout, 2: sys.stderr}.get(file, file)
    if isinstance(file, int):
        os.write(file, text.encode())
        return
    try:
        number = file.fileno()
    except OSError:
        if not isinstance(file, type(sys.__stderr__)) and file not in (sys.stdout, sys.stderr):
            raise
        file.write(text)
    else:
        os.write(number, text.encode())


def _stack(ident, frame, title):
    name = trace._name(ident - 1, threads.threads[ident - 1]) if ident > 1 else "python"
    lines = [f"{title} 0x{ident:016x} [{name[:15]}] (most recent call first):"]
    while frame is not None and len(lines) <= MOST:
        code = frame.f_code
        lines.append(f'  File "{code.co_filename}", line {frame.f_lineno} in {code.co_name}')
        frame = _own(frame.f_back)
    return "\n".join(lines)


def dump_traceback(file=None, all_threads=True):
    """Dump the traceback of the current thread, or of all threads if all_threads is True, into file."""
    own = threads.get_ident()
    frames = _current_frames() if all_threads else {own: _own(behind(1))}
    frames[own] = _own(behind(1))
    parts = [_stack(i, frame, "Current thread" if i == own else "Thread") for i, frame in frames.items()]
    _put(file, "\n\n".join(parts) + "\n")


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Dump the tracebacks of all threads after a timeout on the virtual clock."""
    global _later
    timeout = as_seconds(timeout)
    if timeout <= 0:
        raise ValueError("timeout must be greater than 0")
    token = _later = object()
    hours, seconds = divmod(timeout, 3600)
    minutes, seconds = divmod(seconds, 60)

    def watch():
        while True:
            trace.sleep(timeout)
            if _later is not token:
                return
            frames = {i: frame for i, frame in _current_frames().items() if i != threads.get_ident()}
            parts = [_stack(i, frame, "Thread") for i, frame in frames.items()]
            _put(file, f"Timeout ({int(hours)}:{int(minutes):02}:{int(seconds):02})!\n" + "\n\n".join(parts) + "\n")
            if exit:
                os._exit(1)
            if not repeat:
                return

    lab_module.start_new_thread(watch, ())


def cancel_dump_traceback_later():
    """Cancel the previous call to dump_traceback_later()."""
    global _later
    _later = None


def enable(file=None, all_threads=True, c_stack=True):
    """Enable the fault handler: it has no faults to tell of here."""
    global _enabled
    _enabled = True


def disable():
    """Disable the fault handler."""
    global _enabled
    before, _enabled = _enabled, False
    return before


def is_enabled():
    """Check if the handler is enabled."""
    return _enabled


def register(signum, file=None, all_threads=True, chain=False):
    """Refused: a handler in C runs at any instruction."""
    raise OSError("faulthandler.register cannot work here: set a handler with signal.signal, and dump the traceback in it")


def unregister(signum, /):
    """Unregister the handler of a signal: there is none."""
    return False


def _current_exceptions():
    return {threads.get_ident(): sys.exception()}


def reset():
    """As it is when a program begins."""
    global _later, _enabled
    _later, _enabled = None, False


def install():
    """Once."""
    for made in (
        *(dump_traceback, dump_traceback_later, cancel_dump_traceback_later, enable, disable, is_enabled),
        *(register, unregister),
    ):
        setattr(faulthandler, made.__name__, in_c(made, "faulthandler", getattr(faulthandler, made.__name__)))
    for name in ("walk_tb", "_walk_tb_with_full_positions"):
        _without_ours(name)
    sys._current_frames = in_c(_current_frames, "sys", sys._current_frames)
    sys._current_exceptions = in_c(_current_exceptions, "sys", sys._current_exceptions)
    threads.write_down = write_down
