"""Puts back the state that lasts from one run of a program to the next.

Only runs of the same program share an interpreter; another program begins in a fresh one. The objects of the library are
watched (lab_track.py). Their dictionaries and lists are put back. After any other change, the next run begins in a fresh
interpreter too.
"""

import atexit
import builtins
import gc
import random
import socket
import sys
import types
import weakref

import lab_late as late
import lab_locks as locks
import lab_track as track
import lab_world as world
from asyncio import coroutines, tasks
from lab_kinds import is_a
from lab_library import base, futures, queue, threading

# Only now: before lab_library it is the one that waits on other locks.
import logging

host = None
_owners = {}
_watched = []
_path = []
# Folders that an import has looked into, when a program begins.
_finders = frozenset()
_state = None
_texts = ("", "", "")
# The entry of the main thread in the set of all threads.
_main = None
# Dictionaries of the library that have changed in this run, each followed by a copy of what it was.
log = []
# Lists of the library by their numbers, and what is in them.
_lists = {}
# Locks that modules of the library keep. Who holds one is no entry of a dictionary that is watched.
_locks = []


def _by_hand():
    """Names that every run sets and `begin` puts back. Not a constant: what our modules hold is not watched."""
    return (
        (vars(threading), "_SHUTTING_DOWN"),
        (vars(futures), "_shutdown"),
        (sys.modules, "__main__"),
    )


class _Count:
    """itertools.count().__next__, which can begin anew: to set an attribute of a class makes its methods slow again."""

    __slots__ = ("next",)

    def __init__(self, first):
        self.next = first

    def __call__(self):
        self.next += 1
        return self.next - 1


_threads_count, _pools_count, _tasks_count = _Count(1), _Count(0), _Count(1)


def _keep_locks(modules):
    for module in modules:
        inside = getattr(module, "__dict__", {})
        if not inside.get("__name__", "lab_").startswith("lab_"):
            _locks.extend(thing for thing in inside.values() if type(thing) in (threading._PyRLock, locks.lock))


def keep():
    """Keeps what every program finds. Called once, before a snapshot is taken."""
    global _finders, _owners, _path, _texts, _watched
    # What the library has registered does nothing where a program has not used it; see lab_run.
    atexit._clear()
    threading._main_thread._os_thread_handle = locks._make_thread_handle(1)
    threading._counter = _threads_count
    futures.ThreadPoolExecutor._counter = _pools_count
    tasks._task_name_counter = _tasks_count
    _owners = _classes()
    _watched = [
        # A hook is there to be set, and the interpreter sets `_`.
        (module, [(name, vars(module)[name]) for name in names if name not in ("excepthook", "_")])
        for module, names in ((builtins, vars(builtins)), (threading, threading.__all__), (queue, queue.__all__))
    ]
    _path = [path for path in sys.path if path not in ("", "/lab_runtime")]
    _finders = frozenset(sys.path_importer_cache)
    hot = (
        *(threading._dangling.data, threading._active, threading._limbo, threading._threading_atexits, sys.path),
        *(random._inst, random._inst.__dict__, coroutines._iscoroutine_typecache),
        *(weakref.finalize, track.own_dict(weakref.finalize), weakref.finalize._registry),
    )
    _texts = track.described(track.base(*hot))
    _keep_locks(list(sys.modules.values()))


def attach(to):
    """Begins to watch; the modules that are there now are those of a fresh interpreter."""
    global host, _state
    host = to
    late.attach(host, log)
    host.watch(*_texts, id(log))
    host.dictionaries(id(types.FunctionType.__dict__["__dict__"]))
    for namespace, name in _by_hand():
        host.ignore(id(namespace), id(sys.intern(name)))
    _keep_lists(0)
    _state = _settings()


def _keep_lists(start):
    for number in range(start, len(track.compared)):
        if type(track.compared[number]) is list:
            _lists[number] = tuple(track.compared[number])


def watch(module):
    """Watches what the import of `module` has brought, too."""
    start = len(track.compared)
    host.watch(*track.described(track.new(module)), id(log))
    _keep_lists(start)
    _keep_locks((module,))


late.watch = watch


# Bound now: a program may put its own functions in their places.
_interval, _digits = sys.getswitchinterval, sys.get_int_max_str_digits
_origins, _hooks = sys.get_coroutine_origin_tracking_depth, sys.get_asyncgen_hooks
_timeout, _threshold, _debug = socket.getdefaulttimeout, gc.get_threshold, gc.get_debug
_tool = sys.monitoring.get_tool


def _settings():
    """Reads the settings that the interpreter keeps in C."""
    return (
        *(_interval(), _digits(), _origins(), _hooks(), _timeout(), _threshold(), _debug()),
        *(_tool(0), _tool(1), _tool(2), _tool(3), _tool(4), _tool(5)),
    )


def _classes():
    found = {}
    for module in (threading, queue, futures, base):
        for value in module.__dict__.values():
            if is_a(value, type) and value.__module__ == module.__name__:
                found[value] = dict(value.__dict__)
    return found


def put_back(namespace, kept):
    """Only what has changed: to write to a module's names makes all its functions slow again."""
    for name in [name for name in namespace if name not in kept]:
        del namespace[name]
    for name, value in kept.items():
        if namespace.get(name, _lists) is not value:
            namespace[name] = value


def changed():
    """Name of the first change to builtins, threading or queue, such as `Thread.start`; '': there is none."""
    for module, names in _watched:
        for name, kept in names:
            if module.__dict__.get(name) is not kept:
                return f"{module.__name__}.{name}"
    for owner, kept in _owners.items():
        now = owner.__dict__
        if (owner.__module__ == "threading" or owner.__module__ == "queue") and now != kept:
            for name in {**kept, **now}:
                if now.get(name, _lists) is not kept.get(name, _owners):
                    return f"{owner.__name__}.{name}"
    return ""


def restore():
    """Puts back what the run before has changed. False: that takes a fresh interpreter."""
    changed_lists = host.compare()
    if changed_lists < 0 or _settings() != _state:
        return False
    for lock in _locks:
        if lock._owner:
            return False
    seen = set()
    for n in range(0, len(log), 2):
        # The first copy is what the dictionary was when the run began.
        if id(log[n]) not in seen:
            seen.add(id(log[n]))
            put_back(log[n], log[n + 1])
    log.clear()
    if changed_lists:
        for number in map(int, host.changed_lists().split()):
            track.compared[number][:] = _lists[number]
            host.renew(number)
    late.forget()
    return True


def begin():
    """Sets what every run begins with, in a fresh interpreter too."""
    global _main
    sys.path[:] = _path
    if sys.path_importer_cache.keys() != _finders:
        for path in sys.path_importer_cache.keys() - _finders:
            del sys.path_importer_cache[path]
    main = threading._main_thread
    # The same one again: what threading.local keeps for main is under it.
    main._os_thread_handle._done = False
    main._os_thread_handle._joiners.clear()
    threading._limbo.clear()
    threading._active.clear()
    threading._active[1] = main
    if _main is None:
        _main = weakref.ref(main, threading._dangling._remove)
    dangling = threading._dangling.data
    dangling.clear()
    # What WeakSet.add puts there: its hash, which a function of ours gives, is kept in the reference.
    dangling.add(_main)
    threading._threading_atexits[:] = [futures._python_exit]
    _threads_count.next, _pools_count.next, _tasks_count.next = 1, 0, 1
    if threading._SHUTTING_DOWN:
        threading._SHUTTING_DOWN = False
    if futures._shutdown:
        futures._shutdown = False
    finalize = weakref.finalize
    if finalize._registered_with_atexit:
        finalize._registry.clear()
        finalize._shutdown = finalize._registered_with_atexit = finalize._dirty = False


def mark():
    """A run begins: what changes from now on is put back after it."""
    log.clear()
    host.mark()
