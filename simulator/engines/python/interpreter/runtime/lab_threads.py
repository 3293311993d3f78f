"""`_thread`, on threads that are switched only where a scheduler says so.

Every Python thread runs on a stack of its own (a promising WebAssembly task). A thread gives up control in one place,
`_suspend`, and the host (host.ts) decides who gets it. CPython's own threading, queue and concurrent.futures run
unmodified on what is defined here. Threads are numbered from 0 in the order they start; 0 is main, and a thread's
`get_ident()` is its number plus one, so that 0 is no thread.
"""

import sys

INF = float("inf")
MAX_THREADS = 4096
# The host's answer when it is time to look for threads that wait for ever (lab_hopeless).
LOOK = -2

current = 0
threads = []
abandoning = False
# A value is written down for a trace: nothing may block on that.
looking = False
# No thread may suspend: a garbage collection is under way.
collecting = False
# Told of every thread that is about to suspend, while lab_fingerprint wants to know.
watch = None
# Main has signals to handle, or a timer that is set (lab_signals): when it ends, and how they are handled.
attention = False
alarm = INF
deliver = None
has_come = None
# Keeps the stack of a thread (lab_frames).
write_down = None
# Looks for threads that wait for ever, and whether a wait closes a cycle (lab_hopeless).
find_hopeless = None
suspect = None
# Tells which futures threads wait for, when the run is over (lab_futures).
unserved = None
# What `repr` is inside of: C keeps one list of it for all threads (lab_stand_ins).
showing = {}
# Exceptions that others have sent, by the number of the thread that is to raise them.
sent = {}
# Was something done that other threads can see, since the clock asked last (lab_points.done_since)? In a list: to set an
# attribute of a module costs as much as a step.
deeds = [False]
host = None
trace = None
_receive = None
_step = None


class Abandon(BaseException):
    """The run is over: unwinds the stack of a thread that has not ended."""


class Record:
    """One thread: what it runs, and what it waits for."""

    __slots__ = ("function", "handle", "daemon", "reason", "abandoned", "locals", "switchable", "on", "interrupted")

    def __init__(self, function, handle, daemon):
        self.function = function
        self.handle = handle
        self.daemon = daemon
        self.reason = None
        # The lock or the thread that it waits for without a deadline.
        self.on = None
        self.abandoned = 0
        # Weak references to the threading.local objects that keep values for it.
        self.locals = []
        # It has begun, and no trace keeps its variables.
        self.switchable = False
        # A signal has come while it waits.
        self.interrupted = False


def attach(to, recorder):
    """Connects to the host, in whose `receive` a thread is suspended."""
    global host, _receive, trace, _step
    host, _receive, trace, _step = to, to.receive, recorder, to.step


def reset():
    """Forgets the threads of the run before."""
    global current, abandoning
    threads.clear()
    sent.clear()
    current = 0
    abandoning = deeds[0] = False


def _suspend(me):
    global current
    if watch is not None:
        watch(me)
    kept = showing.pop("Py_Repr", None)
    code = _receive()
    while code == 2:
        write_down(me)
        code = _receive()
    current = me
    if kept:
        showing["Py_Repr"] = kept
    if code == 0:
        _abandon(me)


def _abandon(me):
    global abandoning
    if not abandoning:
        abandoning = True
        # No hook is told of the exceptions with which the stacks end; lab_run puts the program's hook back.
        sys.modules["threading"].excepthook = _untold
        if not collecting:
            unserved()
    record = threads[me]
    record.abandoned += 1
    if record.abandoned > 200:  # It catches everything: its stack is left where it is.
        host.leave(me)
        _receive()
    raise Abandon


def _untold(_args, /):
    pass


def switch():
    """A switch point: the scheduler may let another thread go first. What was sent to this one, it raises here."""
    if threads[current].switchable:
        chosen = _step()
        if chosen is not None:
            _turn(chosen)
    if attention or sent:
        handle_due()


def turn():
    """The rest of a switch point, where the host has found that another thread goes on."""
    _turn(host.chosen())
    if attention or sent:
        handle_due()


def handle_due():
    """Handles the signals of main, and raises what was sent to the current thread."""
    if attention and current == 0:
        handled()
    if sent:
        raise_sent(current)


def due():
    """Tells whether there is something that the current thread has to handle or raise."""
    return current in sent or attention and current == 0 and has_come()


def give_way():
    """A switch point that raises nothing, but when the run is over."""
    if threads[current].switchable:
        chosen = _step()
        if chosen is not None:
            _turn(chosen)


def _turn(chosen):
    """Does what the host has answered to the current thread, if that is not to go on."""
    me = current
    if chosen == LOOK:
        find_hopeless()
        chosen = _step()
    if chosen is not None:
        if chosen < 0:
            _abandon(me)
        _suspend(me)


def look():
    """Has every other thread that is suspended write its stack down (lab_frames)."""
    host.look(current)
    _suspend(current)


def block(until=INF):
    """Parks the current thread until another thread wakes it, or the clock reaches `until` (seconds). Returns True if it was
    interrupted by a signal, so that what it waits for may not have come."""
    me = current
    if collecting:
        # No other thread can go on: the collector's own lists are on this stack.
        on = threads[me].on
        if until == INF and getattr(on, "_owner", 0) == me + 1:
            host.stall(me)
            _abandon(me)
        raise RuntimeError(
            "a __del__ waits for another thread during a garbage collection: CPython would switch to it here, the lab cannot"
        )
    if attention and me == 0 and handled():
        return True
    chosen = host.block(me, until if me != 0 or until < alarm else alarm)
    if chosen != me:
        if chosen < 0:
            _abandon(me)
        _suspend(me)
    if me == 0:
        record = threads[0]
        interrupted, record.interrupted = record.interrupted, False
        if attention or interrupted:
            handled()
            return True
    return False


def handled():
    """Main handles the signals that have come. Returns whether there were any."""
    if not threads[0].switchable:
        return False
    return deliver()


def interrupt_main():
    """Main goes on for a moment, if it waits: a signal has come."""
    record = threads[0]
    if not record.interrupted:
        record.interrupted = True
        host.wake(0)


def raise_sent(me):
    error = sent.pop(me, None)
    if error is not None:
        raise error


def begin():
    """A new thread waits for its first turn; the thread that started it goes on."""
    me = current
    threads[me].switchable = True
    host.began(me)
    _suspend(me)


def enter(me):
    """The whole life of thread `me`: the host calls it on a new stack."""
    global current, abandoning
    current = me
    record = threads[me]
    host.deepen(1)  # This function counts for nothing.
    try:
        record.function()
    except (SystemExit, Abandon):
        pass
    except BaseException:
        if not abandoning:
            trace.uncaught(sys.exception())
            sys.excepthook(*sys.exc_info())
    finally:
        # What only this thread held goes with it, before another thread can see that it has ended.
        record.function = None
        over = abandoning
        # Main's own go when Python itself is gone: nothing is heard of that.
        abandoning = over or me == 0
        while record.locals:
            _forget(record.locals.pop()(), record.handle)
        abandoning = over
        if not over:
            trace.exited(me)
        record.handle._set_done()
        host.finish(me)


def _forget(local, handle):
    if local is not None:
        object.__getattribute__(local, "_local__dicts").pop(handle, None)


def start(function, handle, daemon):
    """Starts a thread, which runs up to its first statement and waits there for its turn. Returns its number."""
    if len(threads) >= MAX_THREADS:
        raise RuntimeError("can't start new thread")
    me = current
    record = Record(function, handle, daemon)
    threads.append(record)
    index = host.spawn()
    handle.ident = index + 1
    trace.starts(index, record)
    _suspend(me)
    return index


def get_ident():
    return current + 1
