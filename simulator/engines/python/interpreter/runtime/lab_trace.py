"""Tells the events of a run in the words of `simulator/trace/events.ts`: locks, waits, threads and time."""

import lab_access as access
import lab_threads as threads
from lab_clock import as_seconds, deadline
from lab_hidden import behind
from lab_names import Names


LIBRARY = "/lib/python"
# What can be stepped into.
STEPPED = ("/threading.py", "/queue.py", "/concurrent/futures/thread.py", "/concurrent/futures/_base.py")

host = None
# Calls that recording may go deeper than the program's limit: a program is as deep as it is without.
ROOM = 48
recording = False
capturing = False
into = False
granularity = "operation"
names = Names()
capture = None
# Names what a new thread can reach (lab_plan).
begins_with = None

# Library code that makes a lock for the program.
constructors = set()


def of_library(filename):
    """Tells whether a file is of CPython's own library, or of ours, stepped into or not."""
    return filename.startswith((LIBRARY, "<frozen", "/lab_runtime/"))


class _Files(dict):
    """A file name to: is it the library's, and not stepped into? Asked at every switch point, so answered once."""

    def __missing__(self, filename):
        answer = of_library(filename)
        if into and filename.endswith(STEPPED):
            answer = False
        self[filename] = answer
        return answer


is_library = _Files()
# Names of files by their ids, of which the host knows whether they are the library's: they are kept, so that each has its id.
filenames = {}

names.is_library = is_library


def step_into(library):
    """Says whether threading, queue and concurrent.futures count as the program's own."""
    global into
    if library == into:
        return
    into = library
    is_library.clear()
    filenames.clear()
    host.other_files()


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
    if threads.threads[threads.current].switchable:
        host.record(kind, object, a, b, _line(behind(2)))


def reach(what, frame):
    """The current thread has come to a switch point: `what` is next."""
    if recording and threads.threads[threads.current].switchable:
        host.deepen(ROOM)
        frame = learner_frame(frame)
        if capturing and frame is not None:
            capture(threads.current, frame)
        host.reach(what, frame.f_lineno if frame is not None else 0)
        host.deepen(-ROOM)


# --- locks ------------------------------------------------------------------------------------------------------------


def shown(frame):
    """Tells whether the program sees a lock made here: it made it, as a Lock, an RLock or a Condition."""
    if frame is None or frame.f_code is names.condition_wait:
        return False
    while frame is not None:
        code = frame.f_code
        if not is_library[code.co_filename]:
            return True
        if id(code) not in constructors:
            return False
        frame = frame.f_back
    return False


def point(lock, what, mode):
    if access.on:
        access.intend(lock, mode)
    if recording:
        host.deepen(ROOM)
        frame = behind(2)
        if frame is not None and id(frame.f_code) in constructors:
            frame = frame.f_back
        reach(what, frame)
        host.deepen(-ROOM)
    threads.switch()


def point_of(what):
    """A switch point in a function of ours, which the program or its library calls."""
    if recording:
        host.deepen(ROOM)
        reach(what, behind(2))
        host.deepen(-ROOM)
    threads.switch()


def acquired(lock):
    if recording:
        host.deepen(ROOM)
        # acquire, and _take in it, are ours.
        _record("acquire", names.lock(lock, behind(3)))
        host.deepen(-ROOM)


def released(lock):
    if recording:
        host.deepen(ROOM)
        _record("release", names.lock(lock, behind(2)))
        host.deepen(-ROOM)


def blocks(lock, until):
    """The current thread is about to wait for `lock`. Returns why, in the form that `wakes` and `expires` take."""
    frame = behind(2)
    # A thread that waits on a condition holds the lock that it sleeps on itself (Lib/threading.py, Condition.wait).
    holder = -1
    if frame is None or frame.f_code is not names.condition_wait:
        holder = lock._owner - 1
        reason = ("object", names.lock(lock, frame), "")
    else:
        kind, thing, condition = names.reason(frame)
        number = names.queue(thing, frame) if kind == "queue" else names.object(thing, kind, frame)
        reason = ("queue" if kind == "queue" else "object", number, condition)
    host.reason(threads.current, reason[0], reason[1], reason[2], holder, until)
    if recording:
        host.waits(reason[0], reason[1], reason[2], until, _line(frame))
        reach_blocked(frame)
    return reason


def awaits(thing, kind, frame, until):
    """The current thread is about to wait for `thing`, which is no lock. Returns why, as `blocks` does."""
    name = getattr(thing, "_name", "")
    number = names.object(thing, kind, frame, name)
    host.reason(threads.current, "object", number, "", -1, until)
    if recording:
        host.waits("object", number, "", until, _line(frame))
        reach_blocked(frame)
    return ("object", number, "")


def ends(reason, late):
    """It goes on; `late`: since the deadline has come."""
    if late:
        expires(reason)
    else:
        resumes(reason)


def reach_blocked(frame):
    if capturing:
        frame = learner_frame(frame)
        if frame is not None:
            capture(threads.current, frame)


def wakes(record, thread):
    """Tells that the current thread ends the wait of `thread`."""
    reason = record.reason
    if recording and reason is not None:
        if reason[0] == "queue":
            host.notify(reason[1], reason[2], thread, _line(behind(2)))
        else:
            _record("unblock", reason[1], thread)


def resumes(reason):
    """The current thread goes on: its wait was ended."""
    host.resumed(threads.current)


def expires(reason):
    """The current thread goes on: its wait was not ended in time."""
    host.resumed(threads.current)
    if recording:
        if reason[0] == "queue":
            host.timeout(reason[1], reason[2], _line(behind(2)))
        else:
            _record("expire", reason[1])


# --- threads and time ---------------------------------------------------------------------------------------------------


def _name(index, record):
    thread = getattr(record.function, "__self__", None)
    return str(getattr(thread, "_name", None) or f"Thread-{index}")


def alive():
    """Names of the threads that have not ended, without main."""
    return [_name(n, record) for n, record in enumerate(threads.threads) if n > 0 and record.function is not None]


def starts(index, record):
    """`record` becomes thread `index`."""
    if access.on:
        access.host.access(access.end_of(index), access.BEGIN)
        begins_with(index, record.function)
    host.name(index, _name(index, record))
    if recording:
        _record("start", 0, index)


def begins():
    threads.begin()


def exited(index):
    if access.on:
        access.host.access(access.end_of(index), access.GIVE)
    if recording:
        _record("exit")


def joins(target, until):
    # Numbers cross over at once; with texts among them it takes as long as all else here.
    host.joining(threads.current, target)
    if recording:
        host.waits("thread", target, "", until, _line(behind(2)))
        reach_blocked(behind(2))
    return ("thread", target, "")


def joined(target, done):
    if access.on:
        access.host.access(access.end_of(target), access.JOIN)
        if done:
            access.joined.setdefault(threads.current, set()).add(target)
    host.resumed(threads.current)
    if recording and done:
        _record("join", 0, target + 1)


def sleep(seconds, /):
    """time.sleep on the virtual clock."""
    seconds = as_seconds(seconds)
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    frame = None
    if recording:
        host.deepen(ROOM)
        frame = behind(1)
        reach("time.sleep", frame)
        host.deepen(-ROOM)
    threads.switch()
    if seconds == 0:
        return
    until = deadline(seconds, 0.0)
    if recording:
        host.sleeps(until, _line(frame))
        reach_blocked(frame)
    while threads.block(until) and host.now() < until:
        pass
    if threads.sent:
        threads.raise_sent(threads.current)


def uncaught(error):
    """The current thread ends with `error`, which was not caught."""
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
