"""Futures and tasks of asyncio in Python, which look to a program like those in C.

Imported by `lab_asyncio`, which has asyncio take the ones in Python.
"""

import sys
import types
from asyncio import events, futures, tasks

from lab_reworded import reworded

_in_python = futures.Future.set_exception


def without_python(tb):
    """A traceback without the frames that a future or a task in C does not have."""
    first = last = None
    while tb is not None:
        if tb.tb_frame.f_code not in _IN_C:
            if last is None:
                first = tb
            elif last.tb_next is not tb:
                last.tb_next = tb
            last = tb
        tb = tb.tb_next
    return first


def _set_exception(self, exception, /):
    if self._state != "PENDING":
        raise futures.exceptions.InvalidStateError("invalid state")
    if isinstance(exception, BaseException):
        exception.__traceback__ = without_python(exception.__traceback__)
    _in_python(self, exception)


# As C says it.
futures.Future.result = reworded(futures.Future.result, "Result is not ready.", "Result is not set.")
futures.Future.set_result = reworded(futures.Future.set_result, "f'{self._state}: {self!r}'", "'invalid state'")
_IN_C = {
    *(tasks.Task._Task__step_run_and_handle_result.__code__, tasks.Task._Task__step.__code__, _set_exception.__code__),
    *(tasks.Task._Task__wakeup.__code__, futures.Future.result.__code__, futures.Future.__await__.__code__),
}


def _module_in_c():
    made = types.ModuleType("_asyncio")
    for module, names in (
        (events, "_get_running_loop _set_running_loop get_running_loop get_event_loop"),
        (futures, "Future future_add_to_awaited_by future_discard_from_awaited_by"),
        (tasks, "Task _register_task _unregister_task _enter_task _leave_task current_task all_tasks"),
    ):
        for name in names.split():
            if hasattr(module, name):
                setattr(made, name, getattr(module, name))
    return made


def install():
    """Called once, when the running loop is kept for each thread."""
    _set_exception.__name__, _set_exception.__qualname__ = "set_exception", "Future.set_exception"
    futures.Future.set_exception = _set_exception
    tasks.Task._Task__wakeup.__qualname__ = "Task.task_wakeup"
    futures.Future.__module__ = tasks.Task.__module__ = "_asyncio"
    sys.modules["_asyncio"] = _module_in_c()
