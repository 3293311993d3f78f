"""The tasks of event loops, as a trace and a report tell of them. Imported by `lab_asyncio`, which has made asyncio ours."""

from asyncio import tasks

import lab_threads as threads
import lab_trace as trace
from lab_hidden import behind

# The task that each thread has gone on with last.
_shown = {}


def show(task):
    """The current thread goes on with `task`; None: with none."""
    if trace.recording and _shown.get(threads.current) is not task:
        frame = behind(1)
        _shown[threads.current] = task
        number = 0 if task is None else trace.names.object(task, "Task", frame, task.get_name()) + 1
        trace._record("task", number)


def runs(frame, _value=None):
    """A handle of the loop is about to be called: a step of a task, or some callback."""
    owner = getattr(frame.f_locals["self"]._callback, "__self__", None)
    show(owner if isinstance(owner, tasks.Task) else None)


def tell_of_tasks(loop, frame, which=None):
    """The loop waits for ever: its name in a report has the lines in which its tasks wait, in no language. `which`: these only."""
    waiting = [f"{task.get_name()}:{_line(task)}" for task in which or tasks.all_tasks(loop)]
    number = trace.names.object(loop, "EventLoop", frame)
    if waiting:
        trace.host.rename(number, f"{trace.names.title(loop)} ({', '.join(sorted(waiting))})")


def _line(task):
    """The innermost line of the program that a task waits in; 0: none."""
    inner, line = task.get_coro(), 0
    while inner is not None:
        frame = getattr(inner, "cr_frame", None) or getattr(inner, "gi_frame", None)
        if frame is not None and not trace.is_library[frame.f_code.co_filename]:
            line = frame.f_lineno
        inner = getattr(inner, "cr_await", None) or getattr(inner, "gi_yieldfrom", None)
    return line


def reset():
    """As it is when a program begins."""
    _shown.clear()
