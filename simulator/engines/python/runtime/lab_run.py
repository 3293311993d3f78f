"""Runs one program after another in one interpreter, each as if it were the first."""

import atexit
import builtins
import concurrent.futures
import gc
import itertools
import linecache
import os
import random
import signal
import sys
import time
import types

import lab_locks as locks
import lab_points as points
import lab_prints as prints
import lab_safe as safe
import lab_threads as threads
import lab_trace as trace
import lab_world as world
from lab_library import LIBRARY_CODE, base, futures, queue, threading, wire
from lab_prints import fingerprint  # noqa: F401 (the host asks for it here)
from lab_world import ROOT, Loader, NoInput, Output, compiled
from lab_world import over as stepped_over

# Programs use these; imported here, they are in the snapshot, and wait on our locks.
import functools, json, logging, traceback, unittest, weakref  # noqa: E401, F401

host = None
# The program's files by their paths: when it was written and how many bytes it has, and its text.
_written = {}
_compiled = {}
_kept = None
_owners = {}
_process = None
_loggers = {}
_signals = {}
_modules = None


def _keep():
    """What every program finds as it was: the names of the modules that it may have changed."""
    global _kept, _modules, _owners, _process, _loggers, _signals
    _modules = set(sys.modules)
    _kept = [
        (module.__dict__, dict(module.__dict__))
        for module in (builtins, threading, queue, concurrent.futures, futures, base, time, os, random)
    ]
    _owners = _classes()
    _process = dict(os.environ._data), [path for path in sys.path if path not in ("", "/lab_runtime")]
    _loggers = dict(logging.root.manager.loggerDict)
    _signals = {number: signal.getsignal(number) for number in signal.valid_signals()}


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
    if "signal" in world.imported:
        for number, handler in _signals.items():
            signal.signal(number, handler)


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
        del namespace[name]
    for name, value in kept.items():
        if namespace.get(name, _put_back) is not value:
            namespace[name] = value


def _restore():
    for namespace, kept in (*_kept, *world.imported.values()):
        _put_back(namespace, kept)
    _restore_classes()
    _restore_process()
    # What the program has imported of the library stays; it is found faster the next time.
    for name in sys.modules.keys() - _modules:
        origin = getattr(getattr(sys.modules[name], "__spec__", None), "loader", None)
        if isinstance(origin, Loader):
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


def write(files):
    """Puts the program's files, name to text, into its folder, and takes away those of the program before. A name with a
    slash in front is outside of the folder; lone surrogates are bytes that are not UTF-8 (PEP 383)."""
    wanted = {os.path.join(ROOT, name): text for name, text in files.items()}
    for path in _written.keys() - wanted.keys():
        del _written[path]
        if os.path.exists(path):
            os.unlink(path)
    for path, text in wanted.items():
        if path not in _written or _written[path][1] != text:
            _put(path, text)
    linecache.clearcache()
    _compiled.clear()
    compiled.clear()


# Files that are looked after.
FEW = 20


def _put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(text)
    _written[path] = _stamp(path), text


def _stamp(path):
    try:
        about = os.stat(path)
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def _tidy():
    """Takes away what the program before has written, and puts back what it has written over."""
    if len(_written) > FEW:  # To look after so many takes longer than a run.
        return
    for folder in (ROOT, "/tmp", "/home/pyodide"):
        for place, folders, names in os.walk(folder, topdown=False):
            for name in names:
                path = os.path.join(place, name)
                if path not in _written:
                    os.unlink(path)
            for name in folders:
                path = os.path.join(place, name)
                if not os.listdir(path):
                    os.rmdir(path)
    for path, (stamp, text) in list(_written.items()):
        if _stamp(path) != stamp:
            _put(path, text)


def _compile(entry):
    code = _compiled.get(entry)
    if code is None:
        with open(os.path.join(ROOT, entry), "rb") as file:
            code = _compiled[entry] = compile(file.read(), entry, "exec", dont_inherit=True)
        if not trace.is_library[entry]:
            points.instrument(code)
    return code


def prepare(entry, granularity, into, over, recording, capturing, seed, args):
    """Makes everything ready for a run of `entry`, which `threads.enter(0)` then is. `over`, `args`: texts, joined by NULs."""
    if granularity != trace.granularity:
        _compiled.clear()
        compiled.clear()
    trace.granularity = granularity
    trace.capturing = capturing
    stepped_over.clear()
    stepped_over.update(over.split("\0"))
    if trace.into:
        points.watch(False)
        trace.step_into(False)
    _restore()
    _tidy()
    threads.reset()
    prints.reset()
    safe.reset()
    world.reset()
    trace.step_into(into)
    points.watch(recording, LIBRARY_CODE if into else ())
    trace.names.reset()
    points.counted.clear()
    points._jumps = 0
    random.seed(seed)
    state = random.Random(seed)
    os.urandom = random._urandom = state.randbytes
    sys.stdin, sys.stdout, sys.stderr = NoInput(), Output("<stdout>", False), Output("<stderr>", True)
    sys.argv = [entry, *(args.split("\0") if args else ())]
    sys.setrecursionlimit(1000)
    os.chdir(ROOT)
    if ROOT not in sys.path:
        sys.path.insert(0, ROOT)
    record = threads.Record(lambda: _main(entry), threading._main_thread._os_thread_handle, False)
    threads.threads.append(record)


def _main(entry):
    main = types.ModuleType("__main__")
    main.__file__ = entry
    main.__builtins__ = builtins
    if trace.is_library[entry]:
        main.ours = (host, trace.sleep)  # What runs a check is ours, and may speak to the host.
    sys.modules["__main__"] = main
    begun = False
    try:
        code = _compile(entry)
        trace.begins()
        begun = True
        exec(code, main.__dict__)
    except SystemExit as error:
        _exit_status(error)
    except threads.Abandon:
        raise
    except BaseException as error:
        if threads.abandoning:
            raise
        if not begun:
            host.note("syntax")
        trace.uncaught(error)
        sys.excepthook(type(error), error, _own(error.__traceback__))
    threading._shutdown()
    if not threads.abandoning:
        atexit._run_exitfuncs()
        _report_lost(main)


def _report_lost(main):
    """Work that is left in a queue whose task_done the program calls: nobody will ever do it."""
    seen = set()
    for name, value in list(main.__dict__.items()):
        inside = getattr(value, "__dict__", {}) if not isinstance(value, (type, types.ModuleType)) else {}
        for title, thing in ((name, value), *inside.items()):
            if isinstance(thing, queue.Queue) and id(thing) not in seen:
                seen.add(id(thing))
                # None is what tells a worker to stop: no work.
                size = sum(item is not None for item in thing.queue) if hasattr(thing.queue, "__len__") else 0
                if size > 0 and id(thing) in points.counted:
                    host.lost(title, size, thing.unfinished_tasks)


def _own(tb):
    """The traceback without our own frames on top."""
    while tb is not None and tb.tb_frame.f_code.co_filename.startswith("/lab_runtime/"):
        tb = tb.tb_next
    return tb


def _exit_status(error):
    code = error.code
    if code is None or code == 0:
        return
    if not isinstance(code, int):
        sys.stderr.write(f"{code}\n")
        code = 1
    host.exited(code)


def sweep():
    """Collects what runs have left behind, since nothing does it by itself."""
    safe.sweep()


def attach(to, receive):
    """Connects a fresh interpreter, or one from a snapshot, to its host."""
    global host
    # Fetched once: to look a method up on a JavaScript object costs more than to call it.
    host = types.SimpleNamespace(**{name: getattr(to, name) for name in to.object_keys()})
    trace.host = host
    trace.names.host = host
    threads.attach(host, receive, trace)
    # A program that could import us could tell the host what it likes.
    sys.path[:] = [path for path in sys.path if path != "/lab_runtime"]
    for name in ("js", "pyodide_js", "_pyodide_core"):
        sys.modules.pop(name, None)
    for name in [name for name in sys.modules if name.startswith("lab_")]:
        del sys.modules[name]


def problems(files):
    """What CPython's compiler says of each file: a list of (file, line, column, end line, end column, message)."""
    found = []
    for name, text in files.items():
        if not name.endswith(".py"):
            continue
        try:
            compile(text, name, "exec", dont_inherit=True)
        except SyntaxError as error:
            place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
            found.append((name, *(part or 0 for part in place), f"{type(error).__name__}: {error.msg}"))
        except (ValueError, RecursionError, MemoryError) as error:
            found.append((name, 1, 1, 1, 1, f"{type(error).__name__}: {error}"))
    return found


def set_up():
    """Once, before a snapshot is taken."""
    os.makedirs(ROOT, exist_ok=True)
    import lab_capture

    trace.capture = lab_capture.capture
    lab_capture.trace = trace
    bootstrap = sys.modules["_frozen_importlib"]
    bootstrap._thread = types.SimpleNamespace(
        RLock=threading._PyRLock, allocate_lock=locks.lock, get_ident=threads.get_ident
    )
    wire(trace.names)
    _keep()
    gc.collect()
    gc.freeze()
    safe.install()
