"""Pools of threads as multiprocessing has them, and one sentence for whatever needs a process."""

import os
import re
import subprocess
import sys
from importlib.abc import MetaPathFinder

import lab_hidden as hidden
import lab_late as late
import lab_locks as locks
import lab_trace as trace
from lab_closed import ONE_INTERPRETER

SENTENCE = (
    "a page has no processes: use threads here (concurrent.futures.ThreadPoolExecutor, multiprocessing.pool.ThreadPool), "
    "or run the program with Python on your own machine"
)


def refuse(*_args, **_options):
    """Refuses what would start or end a process, or share something with one."""
    trace.host.note("processes")
    raise OSError(SENTENCE)


# They do without a module that is missing.
_TOLERANT = ("multiprocessing/connection.py", "multiprocessing/reduction.py", "multiprocessing/util.py")

# What stands between an import and the finder.
_IMPORTS = re.compile("<frozen importlib|/lab_runtime/|.*/importlib/__init__.py$")


class Finder(MetaPathFinder):
    """Says of the parts of multiprocessing that are in C why they are not here."""

    def find_spec(self, name, path=None, target=None):
        if name not in ("_multiprocessing", "_posixshmem", "_posixsubprocess"):
            return None
        frame, imports = hidden.behind(1), False
        while frame is not None and _IMPORTS.match(frame.f_code.co_filename):
            imports = imports or frame.f_code.co_name == "_find_and_load_unlocked"
            frame = frame.f_back
        if not imports:
            # The program only asks whether there is such a module.
            return None
        # A program that imports it itself may do without: then nothing is to be said but with the exception.
        filename = "" if frame is None else frame.f_code.co_filename
        if trace.of_library(filename) and not filename.endswith(_TOLERANT):
            trace.host.note("processes")
        raise ModuleNotFoundError(SENTENCE, name=name)


class Notifier:
    """The pipe by which a pool of threads wakes the thread that looks after its workers. `put` never waits."""

    def __init__(self):
        self._reader = self
        self._count = 0
        self._nothing = locks.lock()
        self._nothing.acquire()

    def put(self, _item):
        self._count += 1
        if self._nothing.locked():
            self._nothing.release()

    def get(self):
        self._wait(None)
        self._count -= 1

    def empty(self):
        return self._count == 0

    def _wait(self, timeout):
        while self._count == 0 and self._nothing.acquire(True, -1 if timeout is None else timeout):
            pass


class ThreadContext:
    """The context of a pool of threads: nothing of it is shared with a process."""

    SimpleQueue = Notifier


def _pool(module):
    """multiprocessing.pool: a ThreadPool without a pipe."""
    wait, pool = module.wait, module.Pool

    def wait_for(sentinels, timeout=None):
        for sentinel in sentinels:
            if isinstance(sentinel, Notifier):
                return sentinel._wait(timeout)
        return wait(sentinels, timeout)

    def __init__(self, processes=None, initializer=None, initargs=()):
        pool.__init__(self, processes, initializer, initargs, context=ThreadContext())

    __init__.__qualname__ = "ThreadPool.__init__"
    module.wait, module.ThreadPool.__init__ = wait_for, __init__
    own = pool.__init__

    def of_processes(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        if context is None or not isinstance(context, ThreadContext):
            self._pool, self._change_notifier, self._state = [], None, "INIT"
            refuse()
        own(self, processes, initializer, initargs, maxtasksperchild, context)

    of_processes.__name__, of_processes.__qualname__ = "__init__", "Pool.__init__"
    pool.__init__ = of_processes


def _process(module):
    module.BaseProcess.start = refuse


def _executor(module):
    def check():
        trace.host.note("processes")
        raise NotImplementedError(SENTENCE)

    module._check_system_limits = check


def _context(module):
    for name in (
        *("Manager", "Pipe", "Lock", "RLock", "Condition", "Semaphore", "BoundedSemaphore", "Event", "Barrier", "Queue"),
        *("JoinableQueue", "SimpleQueue", "RawValue", "RawArray", "Value", "Array"),
    ):
        setattr(module.BaseContext, name, refuse)


def _no_interpreters(name):
    """concurrent.futures.__getattr__, which knows nothing of a pool that needs interpreters."""
    if name == "InterpreterPoolExecutor":
        raise AttributeError(ONE_INTERPRETER)
    try:
        return _own_getattr[0](name)
    except BaseException as error:
        error.__traceback__ = hidden.programs(error.__traceback__)
        raise


_own_getattr = []


def install():
    """Once."""
    futures = sys.modules["concurrent.futures"]
    _own_getattr.append(futures.__getattr__)
    futures.__getattr__ = _no_interpreters
    late.change("multiprocessing.pool", _pool)
    late.change("multiprocessing.process", _process)
    late.change("multiprocessing.context", _context)
    late.change("concurrent.futures.process", _executor)
    for name in (
        *("fork", "forkpty", "system", "popen", "posix_spawn", "posix_spawnp", "wait", "waitpid", "wait3", "wait4", "waitid"),
        *("execv", "execve", "pidfd_open"),
    ):
        # Where it is missing too: its absence would not say why.
        setattr(os, name, staticmethod(refuse))
    subprocess.Popen.__init__ = refuse
