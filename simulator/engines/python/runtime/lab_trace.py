"""What happens, in the words of `simulator/trace/events.ts`, and where a thread may be switched.

`sys.monitoring` tells when a thread comes to a switch point: an operation of a library that others can see, a line, an
instruction, or a place where this CPython would look at its eval breaker. Nothing of the library is changed.
"""

import dis
import sys

import lab_threads as threads
from lab_names import Names

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.DEBUGGER_ID

LIBRARY = "/lib/python"
# How often a thread may jump back without an operation before another may go on: CPython has its switch interval for that.
SPIN = 200

host = None
recording = False
capturing = False
into = False
granularity = "operation"
names = Names()
capture = None

_queue_codes = {}
_reasons = {}
_ops = {}
_transparent = set()
_constructors = set()
_bootstrap_code = None
_bootstrap_line = 0
_jumps = 0
# Queues whose task_done the program has called.
counted = set()


class _Files(dict):
    """A file name to: is it CPython's own library (or ours)? Asked at every switch point, so answered once."""

    def __missing__(self, filename):
        self[filename] = answer = filename.startswith((LIBRARY, "<frozen", "/lab_runtime/"))
        return answer


is_library = _Files()


# --- where the learner's code is ------------------------------------------------------------------------------------


def learner_frame(frame):
    """The innermost frame of the program itself; None: there is none below."""
    while frame is not None and is_library[frame.f_code.co_filename]:
        frame = frame.f_back
    return frame


def _line(frame):
    frame = learner_frame(frame)
    return frame.f_lineno if frame is not None else 0


def _record(kind, object=0, a=0, b=0):
    host.record(kind, object, a, b, _line(sys._getframe(2)))


def reach(what, frame):
    """The current thread has come to a switch point: `what` is next."""
    if recording:
        frame = learner_frame(frame)
        if capturing and frame is not None:
            capture(threads.current, frame)
        host.reach(what, frame.f_lineno if frame is not None else 0)


# --- locks ------------------------------------------------------------------------------------------------------------


def shown(frame):
    """Is a lock that is made here one that the program sees: made by itself, as a Lock, an RLock or a Condition?"""
    if into:
        return True
    while frame is not None:
        code = frame.f_code
        if not is_library[code.co_filename]:
            return True
        if code not in _constructors:
            return False
        frame = frame.f_back
    return False


def point(lock, what):
    frame = sys._getframe(2)
    if frame.f_code in _constructors:
        frame = frame.f_back
    reach(what, frame)
    threads.switch()


def acquired(lock):
    if recording:
        _record("acquire", names.lock(lock, sys._getframe(2)))


def released(lock):
    if recording:
        _record("release", names.lock(lock, sys._getframe(2)))


def blocks(lock, until):
    """The current thread is about to wait for `lock`. Returns why, in the form that `wakes` and `expires` take."""
    kind, thing, condition = names.reason(lock, sys._getframe(2))
    if kind == "queue":
        reason = ("queue", names.queue(thing, sys._getframe(2)), condition)
    else:
        reason = ("object", names.object(thing, kind, sys._getframe(2)), "")
    host.reason(threads.current, reason[0], reason[1], reason[2], lock._owner - 1, until)
    if recording:
        host.waits(reason[0], reason[1], reason[2], until, _line(sys._getframe(2)))
        reach_blocked(sys._getframe(2))
    return reason


def reach_blocked(frame):
    if capturing:
        frame = learner_frame(frame)
        if frame is not None:
            capture(threads.current, frame)


def wakes(record, thread):
    """Whoever runs now ends the wait of `thread`."""
    reason = record.reason
    if recording and reason is not None:
        if reason[0] == "queue":
            host.notify(reason[1], reason[2], thread, _line(sys._getframe(2)))
        else:
            _record("unblock", reason[1], thread)


def resumes(reason):
    """The current thread goes on: its wait was ended."""
    host.reason(threads.current, "", 0, "", -1, 0)


def expires(reason):
    """The current thread goes on: nobody ended its wait in time."""
    host.reason(threads.current, "", 0, "", -1, 0)
    if recording:
        if reason[0] == "queue":
            host.timeout(reason[1], reason[2], _line(sys._getframe(2)))
        else:
            _record("expire", reason[1])


# --- threads and time ---------------------------------------------------------------------------------------------------


def starts(index, record):
    """`record` becomes thread `index`."""
    thread = getattr(record.function, "__self__", None)
    record.thread = thread
    host.name(index, str(getattr(thread, "_name", None) or f"Thread-{index}"))
    if recording:
        _record("start", 0, index)


def begins():
    threads.begin()


def exited(index):
    if recording:
        _record("exit")


def joins(target, until):
    host.reason(threads.current, "thread", target, "", target, until)
    if recording:
        host.waits("thread", target, "", until, _line(sys._getframe(2)))
        reach_blocked(sys._getframe(2))
    return ("thread", target, "")


def joined(target, done):
    host.reason(threads.current, "", 0, "", -1, 0)
    if recording and done:
        _record("join", 0, target + 1)


def sleep(seconds, /):
    """time.sleep on the virtual clock."""
    if not isinstance(seconds, (int, float)):
        seconds = seconds.__index__() if hasattr(seconds, "__index__") else float(seconds)
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    frame = sys._getframe(1)
    reach("time.sleep", frame)
    threads.switch()
    if seconds == 0:
        return
    until = host.now() + seconds
    if recording:
        host.sleeps(until, _line(frame))
        reach_blocked(frame)
    threads.block(until)


def uncaught(error):
    """The current thread ends with `error`, which nobody caught."""
    if threads.abandoning or isinstance(error, SystemExit):
        return
    text = type(error).__name__
    message = str(error)
    frame = error.__traceback__
    line = 0
    while frame is not None:
        if not is_library[frame.tb_frame.f_code.co_filename]:
            line = frame.tb_lineno
        frame = frame.tb_next
    host.uncaught(text, f"{text}: {message}" if message else text, line)


# --- sys.monitoring -----------------------------------------------------------------------------------------------------


def _on_start(code, _offset):
    """An operation of the library begins, or the program comes back into its own code."""
    frame = sys._getframe(1)
    op = _ops.get(code)
    if op is None:
        return _on_point(code, _offset)
    caller = frame.f_back
    if caller is None:
        return
    if is_library[caller.f_code.co_filename] and caller.f_code not in _transparent and not into:
        return
    reach(op, caller)
    threads.switch()
    if op == "Queue.task_done":
        counted.add(id(frame.f_locals["self"]))
    if recording:
        names.before(op, frame)


def _on_return(code, _offset, value):
    """An operation of the library is over; also the ones inside a queue that move an item."""
    if recording:
        after = _returns.get(code)
        if after is not None:
            after(sys._getframe(1), value)


def _on_begin(code, line):
    """Thread._bootstrap_inner comes to a line: one runs the program, one has caught what the program raised."""
    if line == _bootstrap_line:
        threads.begin()
    elif line == _bootstrap_line + 2:
        uncaught(sys.exception())
    else:
        return monitoring.DISABLE


def _on_line(code, line):
    if code is _bootstrap_code:
        return _on_begin(code, line)
    reach("", sys._getframe(1))
    threads.switch()


def _on_instruction(code, offset):
    if recording:
        reach(instruction_at(code, offset), sys._getframe(1))
    threads.switch()


def _on_point(code, *_):
    """A place where CPython looks at its eval breaker."""
    reach("", sys._getframe(1))
    threads.switch()


def _on_jump(code, offset, target):
    """A loop that does nothing others can see still lets others go on, now and then."""
    global _jumps
    if target > offset:
        return
    if granularity == "cpython":
        return _on_point(code)
    _jumps += 1
    if _jumps >= SPIN:
        _jumps = 0
        reach("spin", sys._getframe(1))
        host.spin()
        threads.switch()


_instructions = {}


def instruction_at(code, offset):
    """The instruction at a byte offset of `code`, as `dis` writes it."""
    table = _instructions.get(code)
    if table is None:
        table = _instructions[code] = {
            item.offset: f"{item.opname} {item.argrepr}".rstrip() for item in dis.get_instructions(code)
        }
    return table.get(offset, "?")


_GRANULARITY = {
    "operation": events.JUMP,
    "line": events.LINE,
    "bytecode": events.INSTRUCTION,
    # RESUME, JUMP_BACKWARD, and the end of a call of a C function (Python/bytecodes.c, CHECK_PERIODIC).
    "cpython": events.PY_START | events.PY_RESUME | events.JUMP | events.CALL,
}


def instrument(code):
    """Puts the switch points of the chosen granularity into `code` and every function in it."""
    monitoring.set_local_events(TOOL, code, _GRANULARITY[granularity])
    for const in code.co_consts:
        if isinstance(const, type(code)):
            instrument(const)


def install(ops, returns, transparent, constructors, bootstrap):
    """`ops`: code to the name of an operation; `returns`: code to what follows its end. Called once."""
    global _bootstrap_code, _bootstrap_line, _returns
    _ops.update(ops)
    _returns = returns
    _transparent.update(transparent)
    _constructors.update(constructors)
    _bootstrap_code = bootstrap
    _bootstrap_line = next(
        item.positions.lineno for item in dis.get_instructions(bootstrap) if item.argval == "_context"
    )
    monitoring.use_tool_id(TOOL, "Thread Pool Lab")
    for event, callback in (
        (events.PY_START, _on_start),
        (events.PY_RESUME, _on_point),
        (events.PY_RETURN, _on_return),
        (events.LINE, _on_line),
        (events.INSTRUCTION, _on_instruction),
        (events.JUMP, _on_jump),
        (events.C_RETURN, _on_point),
    ):
        monitoring.register_callback(TOOL, event, callback)
    monitoring.set_local_events(TOOL, bootstrap, events.LINE)
    watch(False)


def watch(record):
    """Listens to what the library does: where it begins, and, to record it, where it ends."""
    global recording
    recording = record
    for code in _ops.keys() | _returns.keys():
        wanted = events.PY_START if code in _ops else 0
        if record and code in _returns:
            wanted |= events.PY_RETURN
        monitoring.set_local_events(TOOL, code, wanted)


_returns = {}
