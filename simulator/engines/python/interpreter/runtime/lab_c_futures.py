"""Futures and tasks of asyncio in Python, which look to a program like those in C.

Imported by `lab_asyncio`, which has asyncio take the ones in Python.
"""

import sys
import types
from asyncio import events, futures, tasks

import lab_c_words as words
import lab_hidden as hidden
import lab_threads as threads
from lab_in_c import module_in_c
from lab_reworded import reworded

_in_python = futures.Future.set_exception


def _set_exception(self, exception, /):
    if self._state != "PENDING":
        raise futures.exceptions.InvalidStateError("invalid state")
    _in_python(self, exception)


# As C says it.
futures.Future.result = reworded(futures.Future.result, "Result is not ready.", "Result is not set.")
futures.Future.set_result = reworded(futures.Future.set_result, "f'{self._state}: {self!r}'", "'invalid state'")


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


def _counts_for_nothing(own, calls):
    """A method of a task whose calls take nothing of the depth that a program may reach."""

    def method(self, *args):
        deepen = threads.host.deepen
        deepen(calls)
        try:
            own(self, *args)
        finally:
            deepen(-calls)

    method.__name__, method.__qualname__ = own.__name__, own.__qualname__
    return method


def install():
    """Called once, when the running loop is kept for each thread."""
    _set_exception.__name__ = "set_exception"
    futures.Future.set_exception = _set_exception
    # Each counts itself: __step calls one more, and __wakeup calls __step.
    for name, calls in (("_Task__step", 3), ("_Task__wakeup", 2)):
        own = getattr(tasks.Task, name)
        hidden.in_c(own)
        setattr(tasks.Task, name, _counts_for_nothing(own, calls))
    tasks.Task._Task__wakeup.__qualname__ = "Task.task_wakeup"
    futures.Future.__module__ = tasks.Task.__module__ = "_asyncio"
    made = sys.modules["_asyncio"] = _module_in_c()
    for thing in vars(made).values():
        for function in vars(thing).values() if isinstance(thing, type) else (thing,):
            if isinstance(function, types.FunctionType):
                hidden.in_c(function)
    hidden.sheds(futures.Future.__await__)
    own = module_in_c("_asyncio")
    for name, thing in vars(made).items():
        if isinstance(thing, type):
            words.methods(thing, getattr(own, name), "_asyncio")
        elif isinstance(thing, types.FunctionType):
            words.known(f"_asyncio.{name}", thing, getattr(own, name))
