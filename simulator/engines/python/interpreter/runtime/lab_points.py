"""The points at which a thread may be switched.

`sys.monitoring` tells when a thread comes to a switch point: an operation of a library, a line, an instruction, or a
place where CPython looks at its eval breaker. Nothing of the library is changed.
"""

import dis
import sys

import lab_access as access
import lab_plan as plan
import lab_threads as threads
import lab_trace as trace
import lab_tracing as tracing
import lab_uses as uses
from lab_repr import ADDRESS

monitoring = sys.monitoring
events = monitoring.events
TOOL = monitoring.DEBUGGER_ID
# Flags of generators and coroutines.
GENERATES = 0x2A0

# Operations after which everything is as it was, as far as other threads can see, unless they succeed.
LOOKS = frozenset(
    "Event.is_set Queue.qsize Queue.empty Queue.full Queue.get_nowait SimpleQueue.qsize SimpleQueue.empty "
    "SimpleQueue.get_nowait Thread.is_alive Future.cancelled Future.running Future.done".split()
)

# All code of the program, as far as it has been loaded.
instrumented = []

# All by the id of a code object of the library, which lives for ever: its hash costs a microsecond or two.
_ops = {}
_returns = {}
_noticed = {}
_transparent = set()
_bootstrap_code = None
_bootstrap_line = 0
_stepped = set()
# Code in which a thread has something to raise at its next instruction.
_due = {}
# The code that is watched, and for which events.
_library = {}
_watched = {}
# What `watch` was asked for last.
_asked = None


def _on_start(code, _offset):
    """An operation of the library begins, or the program comes back into its own code."""
    op = _ops.get(id(code))
    if op is None:
        notice = _noticed.get(id(code))
        return _on_point(code, _offset) if notice is None else notice(sys._getframe(1))
    try:
        # A frame that is asked for is made an object: of the operation itself only where it is needed.
        caller = _getframe(2)
    except ValueError:
        return
    filename = caller.f_code.co_filename
    library = is_library[filename]
    if id(filename) not in filenames:
        filenames[id(filename)] = filename
        trace.host.file(id(filename), library)
    if library and id(caller.f_code) not in _transparent:
        return
    if op not in LOOKS:
        deeds[0] = True
    if trace.recording:
        at = trace.learner_frame(caller)
        trace.reach(uses.spoken(op, sys._getframe(1), at) if uses.on else op, at)
    if op == "Queue.task_done":
        trace.host.count(id(sys._getframe(1).f_locals["self"]))
    looks = access.intend_op(op) if access.on else -1
    switch()
    if looks >= 0:
        access.host.access(looks, access.READ)
    if trace.recording:
        trace.names.before(op, sys._getframe(1))


def _on_return(code, _offset, value):
    """An operation of the library is over; also the ones inside a queue that move an item."""
    if trace.recording:
        after = _returns.get(id(code))
        if after is not None:
            after(sys._getframe(1), value)


def _on_begin(code, line):
    """Thread._bootstrap_inner comes to a line: one runs the program."""
    if line == _bootstrap_line:
        threads.begin()
    else:
        return monitoring.DISABLE


def _on_line(code, line):
    if code is _bootstrap_code:
        return _on_begin(code, line)
    if trace.capturing:
        trace.reach("", sys._getframe(1))
    elif trace.recording and threads.threads[threads.current].switchable:
        # The frame is the program's: no need to look for it.
        trace.host.reach("", line)
    threads.switch()


def _give_way(code):
    """Lets another thread go first at a jump. An exception that is raised there belongs to the target of the jump. That
    may stand before the `try` that the loop is in; so what has come for this thread is raised at its next instruction."""
    threads.give_way()
    if threads.due():
        _due[id(code)] = code
        if trace.granularity == "access":
            # Those that touch nothing are not told of any more.
            return monitoring.restart_events()
        monitoring.set_local_events(TOOL, code, _GRANULARITY[trace.granularity] | events.INSTRUCTION)


def _on_instruction(code, offset):
    frame = sys._getframe(1)
    if trace.granularity == "access":
        if _due and _due.pop(id(code), None) is not None:
            return threads.handle_due()
        answer = plan.on_instruction(code, offset, frame)
        if uses.on and answer is None:
            uses.tell(code, offset, frame)
        return answer
    if _due and _due.pop(id(code), None) is not None:
        monitoring.set_local_events(TOOL, code, _wanted() | _begin(code))
        if trace.granularity != "bytecode":
            return threads.handle_due()
    if trace.granularity == "bytecode":
        if trace.recording:
            trace.reach(instruction_at(code, offset), frame)
        threads.switch()
    if uses.on:
        uses.tell(code, offset, frame)


def _on_point(code, *_):
    """A place where CPython looks at its eval breaker."""
    trace.reach("", sys._getframe(1))
    threads.switch()


def _on_turn(*_):
    """The scheduler lets another thread go on at a line or an instruction, or the run is over."""
    threads.turn()


def _on_jump(code, offset, target):
    """A jump that the host does not know: it counts the rounds of loops."""
    if target > offset:
        return monitoring.DISABLE
    # The code is kept, so that its id stays its own. A jump has one target.
    _loops[id(code)] = code
    trace.host.loop(id(code), offset, _iterates(code, target), _line_at(code, offset) == _line_at(code, target))
    return _native_jump(code, offset, target)


def _on_rounds(code, *_):
    """A loop has gone round without an operation: others may go on. Of one on a single line no LINE event tells."""
    trace.reach(_spin(), sys._getframe(1))
    _give_way(code)


def _spin():
    return "spin" if trace.granularity in ("operation", "access") else ""


def _on_calls(code, *_):
    """Functions were called again and again without an operation: others may go on. Of one on a single line no LINE event tells."""
    trace.reach(_spin(), sys._getframe(1))
    threads.switch()


def done_since():
    """Tells whether, since the last question, something was done that other threads can see."""
    done, deeds[0] = deeds[0], False
    return done


def _iterates(code, offset):
    """Tells whether a `for` loop begins there. It comes nearer to its end each time, though nothing else may show it."""
    return dis.opname[code.co_code[offset]] == "FOR_ITER"


def _line_at(code, offset):
    """The line of the instruction at a byte offset of `code`."""
    return next((line for first, end, line in code.co_lines() if first <= offset < end), None)


# Code that has loops of which the host knows, by its id.
_loops = {}
_native_jump = None
# Names of this module: an attribute of another one takes twice as long to find.
deeds = threads.deeds
filenames = trace.filenames
is_library = trace.is_library
switch = threads.switch
_getframe = sys._getframe
_instructions = {}


def instruction_at(code, offset):
    """The instruction at a byte offset of `code`, as `dis` writes it."""
    known = _instructions.get(id(code))
    if known is None:
        # With the code, so that its id stays its own.
        known = _instructions[id(code)] = code, {
            item.offset: ADDRESS.sub("", f"{item.opname} {item.argrepr}".rstrip())[:80] for item in dis.get_instructions(code)
        }
    return known[1].get(offset, "?")


plan.instruction_at = instruction_at

_GRANULARITY = {
    "operation": events.PY_START | events.JUMP,
    "line": events.LINE | events.JUMP,
    "bytecode": events.INSTRUCTION | events.JUMP,
    "access": events.PY_START | events.INSTRUCTION | events.JUMP,
    # RESUME, JUMP_BACKWARD, and the end of a call of a C function (Python/bytecodes.c, CHECK_PERIODIC).
    "cpython": events.PY_START | events.PY_RESUME | events.JUMP | events.CALL,
}


def _wanted():
    return _GRANULARITY[trace.granularity] | (events.INSTRUCTION if uses.on else 0)


def tell_uses(wanted):
    """Says whether the run tells of every variable that the program's instructions use."""
    if wanted != uses.on:
        uses.on = wanted
        for code in instrumented:
            monitoring.set_local_events(TOOL, code, _wanted() | _begin(code))


def _begin(code):
    """The event by which calls of a function on one line are counted: at the granularity of lines nothing else tells of them.
    With that event it would tell of its line as well, which the host passes over."""
    if trace.granularity != "line":
        return 0
    one = not code.co_flags & GENERATES and len({line for _, _, line in code.co_lines() if line}) == 1
    trace.host.one_line(id(code), int(one))
    return events.PY_START if one else 0


def instrument(code):
    """Puts the switch points of the chosen granularity into `code` and every function in it."""
    monitoring.set_local_events(TOOL, code, _wanted() | _begin(code))
    tracing.knows(code)
    access.scan(code)
    instrumented.append(code)
    for const in code.co_consts:
        if isinstance(const, type(code)):
            instrument(const)


def step(code):
    """The same for code that the library makes of a text at run time: dataclasses, annotations. It is the program's too."""
    monitoring.set_local_events(TOOL, code, _GRANULARITY[trace.granularity] | _begin(code))
    for const in code.co_consts:
        if isinstance(const, type(code)):
            step(const)


def install(ops, returns, noticed, transparent, constructors, bootstrap):
    """`ops`: code to the name of an operation; `returns`, `noticed`: code to what follows its end, or its begin, where it is
    recorded. Called once."""
    global _bootstrap_code, _bootstrap_line, _returns
    _ops.update({id(code): name for code, name in ops.items()})
    plan.calls.effects.operations.update(_ops)
    _returns = {id(code): after for code, after in returns.items()}
    _noticed.update({id(code): notice for code, notice in noticed.items()})
    _library.update({id(code): code for code in (*ops, *returns, *noticed)})
    _transparent.update(map(id, transparent))
    trace.constructors.update(map(id, constructors))
    _bootstrap_code = bootstrap
    _bootstrap_line = next(
        item.positions.lineno for item in dis.get_instructions(bootstrap) if item.argval == "_context"
    )
    monitoring.use_tool_id(TOOL, "Thread Pool Lab")
    for event, callback in (
        (events.PY_RESUME, _on_point),
        (events.PY_RETURN, _on_return),
        (events.C_RETURN, _on_point),
    ):
        monitoring.register_callback(TOOL, event, callback)
    monitoring.set_local_events(TOOL, bootstrap, events.LINE)
    watch(False)


def attach(host):
    """Has the host hear of lines, instructions and jumps first: most of them lead to no other thread."""
    global _native_jump
    handlers = _on_start, _on_line, _on_instruction, _on_turn, _on_jump, _on_rounds, _on_calls, _bootstrap_code
    made = []
    host.points(id(made), " ".join(str(id(handler)) for handler in handlers))
    for event, builtin in zip((events.PY_START, events.LINE, events.INSTRUCTION, events.JUMP), made, strict=True):
        monitoring.register_callback(TOOL, event, builtin)
    _native_jump = made[3]
    kinds = ((at, 4 if op == "Queue.task_done" else 1 if op in LOOKS else 0) for at, op in _ops.items())
    kinds = {**dict.fromkeys(_noticed, 2), **dict(kinds)}.items()
    host.operations(",".join(f"{at} {kind}" for at, kind in kinds), " ".join(map(str, _transparent)))


def watch(record, library=()):
    """Listens to what the library does: where it begins, and, to record it, where it ends. `library`: code to step into."""
    global _asked, _stepped
    trace.recording = record
    asked = record, len(library), trace.granularity
    if asked == _asked:
        return
    _asked = asked
    _library.update({id(code): code for code in library})
    _stepped = set(map(id, library))
    inside = _GRANULARITY[trace.granularity] if trace.granularity != "operation" else 0
    for code, thing in _library.items():
        wanted = events.PY_START if code in _ops else 0
        if code in _stepped:
            wanted |= inside
        if record and code in _returns:
            wanted |= events.PY_RETURN
        if record and code in _noticed:
            wanted |= events.PY_START
        # To set events costs as much as a short run.
        if thing is not _bootstrap_code and _watched.get(code) != wanted:
            _watched[code] = wanted
            monitoring.set_local_events(TOOL, thing, wanted)
