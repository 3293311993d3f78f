"""Tasks that wait for ever while their loop goes on: for what nothing that the loop still calls can reach (lab_loop_reach)."""

import sys
import weakref
from asyncio import base_events, events, tasks

import lab_frames as frames
import lab_threads as threads
from lab_loop_reach import Anything, Reach

# Looks in a row that may come in the middle of a call: there is a better moment soon.
TRIES = 200

# Tasks that the look before found, with what they wait for; the tasks of each loop that wait for ever.
_before = None
# Looks that have come in the middle of a call since the last one that did not.
tries = 0
_hopeless = weakref.WeakKeyDictionary()


def reset():
    """Begins a run."""
    global _before, tries
    _before = None
    tries = 0
    if _hopeless.data:
        _hopeless.clear()


def of(loop):
    """The tasks of a loop that wait for ever; None: the loop may go on."""
    return _hopeless.get(loop)


def look(running):
    """Looks for tasks without hope: those in which the loop's own ends. `running`: the loop of each thread that has one."""
    global _before, tries
    if len(running) != 1 or threads.alarm != threads.INF:
        _before = None
        return
    ((thread, loop),) = running.items()
    if thread == threads.current and _is_calling() and tries < TRIES:
        tries += 1
        threads.host.suspect()
        return
    tries = 0
    last, _before = _before, None
    stuck = {int(other) for other in threads.host.stuck().split(",") if other}
    living = {n for n, record in enumerate(threads.threads) if record.function is not None and not record.handle._done}
    main = _awaited() if thread == threads.current else None
    if main is None or not living - stuck <= {thread} or not isinstance(loop, base_events.BaseEventLoop):
        return
    stacks = frames._current_frames() if len(living) > 1 else {}
    try:
        reach = Reach(loop)
        for other in living - {thread}:
            reach.stack(stacks.get(other + 1))
        reach.follow()
    except Anything:
        return
    if reach.goes_on(main):
        return
    waiting = [task for task in tasks.all_tasks(loop) if not reach.goes_on(task) and task._fut_waiter is not None]
    found = sorted((id(task), id(task._fut_waiter)) for task in waiting)
    # What they wait for was the same at the look before: they have not gone on.
    if found and found == last:
        _hopeless[loop] = waiting
    _before = found


def _is_calling():
    """Tells whether the loop of the current thread is in the middle of a call."""
    frame = sys._getframe()
    while frame is not None and frame.f_code is not events.Handle._run.__code__:
        frame = frame.f_back
    return frame is not None


def _awaited():
    """The future until which the loop of the current thread runs; None: it is in the middle of a call."""
    frame = sys._getframe()
    while frame is not None and frame.f_code is not base_events.BaseEventLoop.run_until_complete.__code__:
        if frame.f_code is events.Handle._run.__code__:
            return None
        frame = frame.f_back
    return frame and frame.f_locals["future"]
