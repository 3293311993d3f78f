"""What lasts from one program to the next in one interpreter, and is put back between them."""

import atexit
import builtins
import concurrent.futures
import itertools
import os
import random
import sys
import time
import types
import weakref

import lab_locks as locks
import lab_world as world
from lab_library import base, futures, queue, threading

# Only now: before lab_library it is the one that waits on other locks.
import logging

_kept = None
_owners = {}
_watched = []
_process = None
_loggers = {}
_modules = None


def keep():
    """What every program finds as it was: the names of the modules that it may have changed."""
    global _kept, _modules, _owners, _process, _loggers, _watched
    _modules = set(sys.modules)
    _kept = [
        (module.__dict__, dict(module.__dict__))
        for module in (builtins, threading, queue, concurrent.futures, futures, base, time, os, random)
    ]
    _owners = _classes()
    _watched = [
        # A hook is there to be set, and the interpreter sets `_`.
        (module, [(name, vars(module)[name]) for name in names if name not in ("excepthook", "_")])
        for module, names in ((builtins, vars(builtins)), (threading, threading.__all__), (queue, queue.__all__))
    ]
    _process = dict(os.environ._data), [path for path in sys.path if path not in ("", "/lab_runtime")]
    _loggers = dict(logging.root.manager.loggerDict)


def _classes():
    found = {}
    for module in (threading, queue, futures, base):
        for value in module.__dict__.values():
            if isinstance(value, type) and value.__module__ == module.__name__:
                found[value] = dict(value.__dict__)
    return found


def _restore_classes():
    for owner, kept in _owners.items():
        if owner.__dict__ != kept:
            now = dict(owner.__dict__)
            for name in now.keys() - kept.keys():
                delattr(owner, name)
            for name, value in kept.items():
                if now.get(name) is not value and not isinstance(value, types.GetSetDescriptorType):
                    setattr(owner, name, value)


def _restore_process():
    """What is not a module's own, and lasts: the environment, where imports are looked for, hooks, handlers."""
    environ, path = _process
    if os.environ._data != environ:
        os.environ._data.clear()
        os.environ._data.update(environ)
    sys.path[:] = path
    sys.excepthook, sys.unraisablehook, sys.displayhook = sys.__excepthook__, sys.__unraisablehook__, sys.__displayhook__
    atexit._clear()
    if "logging" in world.imported:
        _restore_logging(logging.root)


def _restore_logging(root):
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    root.filters.clear()
    root.manager.loggerDict.clear()
    root.manager.loggerDict.update(_loggers)
    root.manager.disable = 0
    root.disabled = False
    root.setLevel(logging.WARNING)


def _put_back(namespace, kept):
    """Only what has changed: to write to a module's names makes all its functions slow again."""
    if namespace == kept:
        return
    for name in namespace.keys() - kept.keys():
        # A submodule that stays in sys.modules is found in its package too.
        if sys.modules.get(f"{namespace.get('__name__')}.{name}") is not namespace[name]:
            del namespace[name]
    for name, value in kept.items():
        if namespace.get(name, _put_back) is not value:
            namespace[name] = value


def changed():
    """What the program has changed of builtins, threading or queue, such as `Thread.start`; '' for nothing."""
    for module, names in _watched:
        for name, kept in names:
            if module.__dict__.get(name) is not kept:
                return f"{module.__name__}.{name}"
    for owner, kept in _owners.items():
        now = owner.__dict__
        if (owner.__module__ == "threading" or owner.__module__ == "queue") and now != kept:
            for name in {**kept, **now}:
                if now.get(name, _kept) is not kept.get(name, _owners):
                    return f"{owner.__name__}.{name}"
    return ""


def restore():
    """Puts back what the program before has changed."""
    for namespace, kept in (*_kept, *world.imported.values()):
        _put_back(namespace, kept)
    _restore_classes()
    _restore_process()
    # What the program has imported of the library stays; it is found faster the next time.
    for name in sys.modules.keys() - _modules:
        origin = getattr(getattr(sys.modules[name], "__spec__", None), "loader", None)
        if isinstance(origin, world.Loader):
            del sys.modules[name]
    main = threading._main_thread
    main._os_thread_handle = locks._make_thread_handle(1)
    threading._active.clear()
    threading._active[1] = main
    threading._limbo.clear()
    threading._SHUTTING_DOWN = False
    threading._threading_atexits[:] = [futures._python_exit]
    threading._counter = itertools.count(1).__next__
    threading._active_limbo_lock = threading.RLock()
    futures._shutdown = False
    futures._threads_queues.clear()
    futures.ThreadPoolExecutor._counter = itertools.count().__next__
    finalize = weakref.finalize
    finalize._registry.clear()
    finalize._shutdown = finalize._registered_with_atexit = finalize._dirty = False
    if "concurrent.futures.process" in sys.modules:
        sys.modules["concurrent.futures.process"]._system_limits_checked = False
