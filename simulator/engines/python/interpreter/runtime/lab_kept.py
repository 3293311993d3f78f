"""Detects changes that a program makes to the parts of the library that its check stands on."""

import builtins
import sys
import types

import lab_locks as locks
import lab_module
import lab_restore as restored
import lab_world as world
from lab_library import base, futures, queue, threading

__builtins__ = dict(vars(builtins))

# They change while programs run, or are there to be set.
_VOLATILE = {
    *("excepthook", "_counter", "_active", "_limbo", "_dangling", "_shutdown_locks", "_SHUTTING_DOWN", "_main_thread"),
    *("_active_limbo_lock", "_threading_atexits", "_profile_hook", "_trace_hook", "_shutdown", "_threads_queues"),
    *("_global_shutdown_lock", "time", "_time", "__builtins__", "__warningregistry__"),
}
_kept = []


def keep():
    for title, thing in (
        *((each.__name__, each) for each in (threading, queue, futures, base, sys.modules["_thread"])),
        *(("_thread.lock", locks.lock), ("_thread._ThreadHandle", locks._ThreadHandle), ("_thread.RLock", threading._PyRLock)),
        *(("concurrent.futures.Future", base.Future), ("concurrent.futures.Executor", base.Executor)),
        ("concurrent.futures.ThreadPoolExecutor", futures.ThreadPoolExecutor),
        ("_thread._local", lab_module._local),
    ):
        names = dict(vars(thing))
        _kept.append((title, thing, {name: value for name, value in names.items() if name not in _VOLATILE}))


def changed():
    """The name of what the program has changed of the library that a check stands on; '' for nothing."""
    name = restored.changed()
    if name:
        return name
    for title, thing, kept in _kept:
        now = vars(thing)
        for name, value in kept.items():
            if now.get(name, _kept) is not value:
                return f"{title}.{name}"
    # What counts as the library has no switch points.
    for (short, _), code in world.compiled.items():
        if not _is_named(code, short):
            return f"{short}.co_filename"
    return ""


def _is_named(code, file):
    return code.co_filename == file and all(
        _is_named(const, file) for const in code.co_consts if type(const) is types.CodeType
    )
