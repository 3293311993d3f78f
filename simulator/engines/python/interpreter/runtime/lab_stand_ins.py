"""Stand-ins for what CPython's C keeps for one thread, which all threads are to it here."""

import _io
import io
import os
import posix
from asyncio import futures, tasks

import lab_asyncio as aio
import lab_buffered as buffered
import lab_c_types as types_in_c
import lab_clock as clock
import lab_errno as numbers
import lab_files as files
import lab_frames as frames
import lab_late as late
import lab_locks as locks
import lab_order  # noqa: F401 (from here on sets of threads and futures have an order of their own)
import lab_pipe_files as pipe_files
import lab_pipes as pipes
import lab_seed as chance
import lab_select as select
import lab_signals as signals
import lab_sqlite as sqlite
import lab_threads as threads
import lab_tracing as tracing
from lab_in_c import builtin_function_or_method
from lab_library import queue, threading


def _thread_state():
    """The dictionary of the one thread state that all threads share."""
    import ctypes

    get = ctypes.pythonapi.PyThreadState_GetDict
    get.restype = ctypes.py_object
    return get()


def reset(seed):
    """As it is when a program begins."""
    for each in (aio, signals, tracing, frames, pipes, clock, files):
        each.reset()
    chance.reset(seed)


def install():
    """Once, before a snapshot is taken."""
    for each in (numbers, signals, chance, buffered, tracing, frames, files, pipes, pipe_files, select):
        each.install()
    _io.open = io.open
    for name, function in vars(os).items():
        if isinstance(function, builtin_function_or_method) and function.__module__ == "posix":
            setattr(posix, name, function)
    threads.showing = _thread_state()
    for kind in (locks.lock, locks._ThreadHandle, threading._PyRLock, threading.local, queue.SimpleQueue, futures.Future, tasks.Task):
        types_in_c.like_c(kind, f"{kind.__module__}.{kind.__name__}")
    types_in_c.name_methods()
    types_in_c.like_c(select.poll, "select.poll", immutable=False)
    late.change("sqlite3.dbapi2", sqlite.change)
