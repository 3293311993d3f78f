"""Threads that wait for ever, while others live: for what no thread that can go on may give them.

A cycle of owners shows it at once. Everything else is asked now and then: what the threads that can go on may still do
is read from their code (lab_reachable). A thread that this may wake can go on too. Those that are left are without hope.
"""

import types

import lab_asyncio
import lab_frames as frames
import lab_hopeless_tasks as hopeless_tasks
import lab_locks as locks
import lab_threads as threads
import lab_trace as trace
from lab_kinds import is_a
from lab_library import base, futures, threading
from lab_reachable import Reachable

RELEASE = {"release", "release_lock", "_release_save", "__exit__"}
# What interrupts main's wait, and what ends the program without any end of its threads.
INTERRUPTS = {"interrupt_main", "raise_signal", "pthread_kill", "alarm", "setitimer", "kill", "killpg"}
LEAVES = {"_exit", "abort", "kill", "killpg"}
# What ends a wait: names of the functions that do, for each kind of thing.
ENDS = {
    "not_empty": {"put", "put_nowait", "shutdown"},
    "not_full": {"get", "get_nowait", "shutdown"},
    "all_tasks_done": {"task_done", "shutdown"},
    "Event": {"set"},
    "Condition": {"notify", "notify_all", "notifyAll"},
    "Semaphore": {"release", "__exit__"},
    "Barrier": {"wait", "abort", "reset"},
    # Whatever wakes a loop comes from another thread: a call, or the end of a future that a task waits for.
    "EventLoop": {"call_soon_threadsafe", "run_coroutine_threadsafe", "set_result", "set_exception", "cancel", "close"},
    "Future": {"set_result", "set_exception", "cancel", "submit", "map", "shutdown", "set_running_or_notify_cancel"},
}
# A pool's workers wait for work in a queue that only the pool knows.
HIRES = {"submit", "map", "shutdown", "run_in_executor", "to_thread"}

_TRANSPARENT = {threading.Thread.run.__code__, threading.Thread._bootstrap.__code__, threading.Thread._bootstrap_inner.__code__}


# Threads of a run that are daemons may have waited for each other, and nobody has looked since.
suspected = False


def reset():
    """Begins a run."""
    global suspected
    suspected = False


def suspect(me, on):
    """Tells whether thread `me`, about to wait for `on` without a deadline, waits for itself in the end."""
    global suspected
    seen = 0
    while on is not None and seen < 64:
        owner = on.ident - 1 if type(on) is locks._ThreadHandle else on._owner - 1
        if owner == me:
            suspected = suspected or seen > 0
            return seen > 0
        if owner < 0 or owner >= len(threads.threads):
            return False
        on = threads.threads[owner].on
        seen += 1
    return False


def at_end():
    """Looks for the last time: main is over, and only daemons are left, which may have waited for each other."""
    if suspected:
        look()


def look():
    """Tells the host which threads have no hope."""
    global suspected
    suspected = False
    again = hopeless_tasks.tries > 0
    hopeless_tasks.look(lab_asyncio._running)
    if again:
        return
    waiting = [int(thread) for thread in threads.host.stuck().split(",") if thread]
    if not waiting:
        return
    stacks = frames.stacks()
    living = [n for n, record in enumerate(threads.threads) if record.function is not None and not record.handle._done]
    able = set(living) - set(waiting)
    reach = Reachable()
    for thread in able:
        _comes_to(reach, thread, stacks.get(thread + 1))
    left = [(thread, *_wait(thread, stacks.get(thread + 1))) for thread in waiting]
    changed = True
    while changed:
        if reach.anything or not reach.names.isdisjoint(LEAVES):
            return
        changed = False
        for entry in left[:]:
            thread, kind, what = entry
            interrupted = thread == 0 and not reach.names.isdisjoint(INTERRUPTS)
            if interrupted or _ends(kind, what, able, reach):
                left.remove(entry)
                able.add(thread)
                _comes_to(reach, thread, stacks.get(thread + 1))
                changed = True
    hopeless = {thread: what for thread, kind, what in left}
    owners = {thread: _owner(what) for thread, what in hopeless.items()}
    order = _in_order(owners)
    if any(not threads.threads[thread].daemon for thread in hopeless):
        threads.host.hopeless(",".join(map(str, order)), True)
    else:
        cycle = _cycle(owners)
        if len(cycle) > 1:
            threads.host.hopeless(",".join(map(str, cycle)), False)


def _comes_to(reach, thread, frame):
    """Adds what a thread with this stack may still do."""
    begun = False
    while frame is not None:
        code = frame.f_code
        if not trace.of_library(code.co_filename):
            begun = True
            reach.rest(code, frame.f_lasti)
        elif code is threading.Timer.run.__code__:
            begun = True
            reach.value(frame.f_locals["self"].function)
        elif code is futures._worker.__code__:
            begun = reach.works = True
            reach.everything()
        elif code.co_filename.startswith("/lab_runtime/") or code in _TRANSPARENT:
            begun = begun or code is threading.Thread.run.__code__
        elif code.co_filename.endswith(trace.STEPPED):
            # It is in the middle of this.
            begun = True
            reach.names.add(code.co_name)
        else:
            reach.anything = True
        frame = frame.f_back
    if not begun and thread > 0:
        _begins(reach, threads.threads[thread].function)


def _begins(reach, function):
    """Adds what a thread that has not come to its first statement will do."""
    own = function.__self__ if type(function) is types.MethodType else None
    if type(own) is threading.Timer:
        reach.value(own.function)
    elif is_a(own, threading.Thread) and type(own).run is threading.Thread.run:
        reach.value(getattr(own, "_target", None))
    elif is_a(own, threading.Thread):
        reach.value(type(own).run)
    else:
        reach.everything()


def _wait(thread, frame):
    """Returns the kind of thing that a thread waits for, and the thing itself; '?' for an unknown kind."""
    on = threads.threads[thread].on
    if on is None or frame is None:
        return "?", None
    if type(on) is locks._ThreadHandle:
        return "thread", on
    if frame.f_code is not trace.names.condition_wait:
        if id(frame.f_code) in trace.names.inside and getattr(frame.f_locals.get("self"), "_block", None) is on:
            return "RLock", on
        if on._shown:
            return "Lock", on
        return ("RLock" if frame.f_code.co_filename.endswith(trace.STEPPED) else "?"), on
    kind, thing, condition = trace.names.reason(frame)
    outer = frame.f_back
    if kind == "queue":
        return ("work" if _works(outer) else condition), thing
    if kind == "EventLoop":
        return kind, thing
    if kind == "Condition":
        if outer is not None and outer.f_code is threading.Condition.wait_for.__code__:
            outer = outer.f_back
        return ("?" if _is_library(outer) else kind), thing
    if is_a(thing, threading.Event):
        asker = outer.f_back
        asks = asker and asker.f_code
        if asks is base.wait.__code__ or asks is base.as_completed.__code__:
            return "Future", thing
        return ("?" if _is_library(asker) else "Event"), thing
    for known, title in ((threading.Semaphore, "Semaphore"), (threading.Barrier, "Barrier"), (base.Future, "Future")):
        if is_a(thing, known):
            return title, thing
    return "?", thing


def _works(frame):
    """Tells whether it is a worker of an executor that waits here for work."""
    while frame is not None and trace.of_library(frame.f_code.co_filename):
        if frame.f_code is futures._worker.__code__:
            return True
        frame = frame.f_back
    return False


def _is_library(frame):
    """Tells whether the caller of a function is the library. A thread may run the function itself, as if it were the program's."""
    if frame is None:
        return False
    code = frame.f_code
    return trace.of_library(code.co_filename) and code not in _TRANSPARENT


def _ends(kind, what, able, reach):
    """Tells whether a thread that can go on may end this wait."""
    if kind == "?":
        return True
    if kind == "thread":
        return what.ident - 1 in able
    if kind == "RLock":
        return not what._owner or what._owner - 1 in able
    if kind == "Lock":
        return not what._owner or what._owner - 1 in able or not reach.names.isdisjoint(RELEASE)
    if kind == "work":
        # A worker that ends wakes the next one, and the end of main wakes them all.
        return reach.works or 0 in able or not reach.names.isdisjoint(HIRES)
    if kind == "Semaphore" and reach.withs or kind in ("Future", "EventLoop") and reach.works:
        return True
    return not reach.names.isdisjoint(ENDS[kind])


def _owner(what):
    """The thread that alone could end the wait; -1: there is no such thread."""
    if type(what) is locks._ThreadHandle:
        return what.ident - 1
    return what._owner - 1 if type(what) is locks.lock else -1


def _cycle(owners):
    """Threads in a circle: each waits for what the next one owns, and the last one for the first one's."""
    for start in sorted(owners):
        path = [start]
        while (owner := owners.get(path[-1], -1)) in owners and owner not in path:
            path.append(owner)
        if owner == start:
            return path
    return []


def _in_order(owners):
    """A cycle first, and then the others, each before the thread that it waits for."""
    cycle = _cycle(owners)
    return cycle + [thread for thread in sorted(owners) if thread not in cycle]
