"""Runs one program after another in one interpreter, each as if it were the first."""

import builtins
import gc
import importlib.abc
import importlib.machinery
import io
import itertools
import linecache
import os
import random
import sys
import time
import types

import lab_threads as threads

# Before anything imports threading: CPython's own pure Python code then runs on our locks.
sys.modules["_thread"] = threads.module()
sys.modules["_queue"] = None
for _name in ("threading", "queue", "concurrent.futures", "concurrent.futures._base", "concurrent.futures.thread"):
    sys.modules.pop(_name, None)

import lab_trace as trace
from lab_names import Names

threads.trace = trace

import threading
import queue
import concurrent.futures
import concurrent.futures.thread as futures
import concurrent.futures._base as base
import functools, logging, traceback, unittest, weakref, collections, json, dis  # so that a snapshot has them

ROOT = "/lab"
EPOCH = 1767225600.0  # 2026-01-01T00:00:00Z: time.time() when a run begins

host = None
_files = {}


# --- what the library is made of, for lab_trace ---------------------------------------------------------------------


def _codes(owner, names, prefix):
    return {getattr(owner, name).__code__: f"{prefix}.{name}" for name in names.split()}


OPS = {
    **_codes(queue.Queue, "put get put_nowait get_nowait task_done join qsize empty full shutdown", "Queue"),
    **_codes(queue._PySimpleQueue, "put get put_nowait get_nowait qsize empty", "SimpleQueue"),
    **_codes(threading.Event, "is_set set clear wait", "Event"),
    **_codes(threading.Condition, "wait wait_for notify notify_all", "Condition"),
    **_codes(threading.Semaphore, "acquire release __exit__", "Semaphore"),
    **_codes(threading.BoundedSemaphore, "release", "BoundedSemaphore"),
    **_codes(threading.Barrier, "wait reset abort", "Barrier"),
    **_codes(threading.Thread, "start join is_alive", "Thread"),
    **_codes(threading.Timer, "cancel", "Timer"),
    **_codes(futures.ThreadPoolExecutor, "submit shutdown", "ThreadPoolExecutor"),
    **_codes(base.Executor, "map __exit__", "Executor"),
    **_codes(
        base.Future,
        "cancel cancelled running done add_done_callback result exception set_running_or_notify_cancel "
        "set_result set_exception",
        "Future",
    ),
    base.wait.__code__: "wait",
    base.as_completed.__code__: "as_completed",
}

# Library code that runs a thread's work, rather than being called by it: what it calls is an operation.
TRANSPARENT = {
    threading.Thread.run.__code__,
    threading.Timer.run.__code__,
    futures._worker.__code__,
    futures._WorkItem.run.__code__,
    futures.WorkerContext.run.__code__,
}

CONSTRUCTORS = {
    threading.RLock.__code__,
    threading._PyRLock.__init__.__code__,
    threading.Condition.__init__.__code__,
}


def _wire(names):
    """Where an item goes in and out of a queue, and what an operation is worth an event for."""
    names.condition_wait = threading.Condition.wait.__code__
    names.inside = {
        getattr(threading._PyRLock, name).__code__
        for name in "acquire release __exit__ _acquire_restore _release_save".split()
    } | {getattr(threading.Condition, name).__code__ for name in "__enter__ __exit__ wait".split()}
    names.owners = {
        queue.Queue.get.__code__: "queue",
        queue.Queue.put.__code__: "queue",
        queue.Queue.join.__code__: "queue",
        threading.Event.wait.__code__: "Event",
        threading.Semaphore.acquire.__code__: "Semaphore",
        queue._PySimpleQueue.get.__code__: "simple",
        threading.Barrier._enter.__code__: "Barrier",
        threading.Barrier._wait.__code__: "Barrier",
        base.Future.result.__code__: "Future",
        base.Future.exception.__code__: "Future",
    }
    record = trace._record

    def put(frame, _value=None):
        number, item = names.put(frame.f_locals["self"], frame.f_locals["item"], frame)
        record("put", number, item)

    def got(frame, value):
        number, item = names.got(frame.f_locals["self"], value, frame)
        if item >= 0:
            record("get", number, item)

    def event(kind):
        def happened(frame, _value=None):
            thing = frame.f_locals["self"]
            caller = frame.f_back
            owner = caller.f_locals.get("self") if caller is not None else None
            if isinstance(owner, threading.Thread) and owner._os_thread_handle.ident and thing is not owner._started:
                target = owner._os_thread_handle.ident - 1
                if kind == "set":
                    record("dismiss", 0, target)
                elif target == threads.current:
                    record("look", 0, 1 if thing._flag else 0)
            if kind != "look" and not trace.is_library[caller.f_code.co_filename]:
                record(kind, names.object(thing, "Event", frame))

        return happened

    names.starts = {"Event.set": event("set"), "Event.clear": event("clear"), "Event.is_set": event("look")}

    def task_done(frame, _value):
        thing = frame.f_locals["self"]
        record("task_done", names.queue(thing, frame), thing.unfinished_tasks)

    def joined(frame, _value):
        record("join", names.queue(frame.f_locals["self"], frame) + 1, 0)

    def semaphore(kind):
        def happened(frame, value):
            caller = frame.f_back
            if value is not False and caller is not None and not trace.is_library[caller.f_code.co_filename]:
                record(kind, names.object(frame.f_locals["self"], "Semaphore", frame))

        return happened

    returns = {
        queue.Queue._get.__code__: got,
        queue.LifoQueue._get.__code__: got,
        queue.PriorityQueue._get.__code__: got,
        queue.Queue._put.__code__: put,
        queue.LifoQueue._put.__code__: put,
        queue.PriorityQueue._put.__code__: put,
        queue._PySimpleQueue.put.__code__: put,
        queue._PySimpleQueue.get.__code__: got,
        queue.Queue.task_done.__code__: task_done,
        queue.Queue.join.__code__: joined,
        threading.Semaphore.acquire.__code__: semaphore("acquire"),
        threading.Semaphore.release.__code__: semaphore("release"),
    }
    trace.install(OPS, returns, TRANSPARENT, CONSTRUCTORS, threading.Thread._bootstrap_inner.__code__)


# --- time -------------------------------------------------------------------------------------------------------------


def _clock(scale, start):
    def clock():
        host.clock()
        return (start + host.now()) * scale if scale == 1 else int((start + host.now()) * scale)

    return clock


time.sleep = trace.sleep
for _name in ("monotonic", "perf_counter", "process_time", "thread_time"):
    setattr(time, _name, _clock(1, 0.0))
    setattr(time, _name + "_ns", _clock(10**9, 0.0))
time.time = _clock(1, EPOCH)
time.time_ns = _clock(10**9, EPOCH)
threading._time = lambda: host.now()
queue.time = lambda: host.now()
base.time = types.SimpleNamespace(monotonic=lambda: host.now())


# --- what the program sees of the world -------------------------------------------------------------------------------


class _Output(io.TextIOBase):
    """sys.stdout and sys.stderr: every write goes to the host at once."""

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self, name, error):
        self.name = name
        self._error = error

    def writable(self):
        return True

    def isatty(self):
        return False

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if not threads.abandoning and host.output(text, self._error, trace._line(sys._getframe(1))) < 0:
            threads.switch()
        return len(text)


class _NoInput(io.TextIOBase):
    name = "<stdin>"

    def readable(self):
        return True

    def readline(self, size=-1, /):
        host.note("input")
        raise EOFError("a program here has nobody to ask: input() has no answer")

    read = readline


def _input(prompt="", /):
    if prompt:
        sys.stdout.write(str(prompt))
    sys.stdin.readline()


class _Exit(threads.Abandon):
    """os._exit: ends the program, threads and all."""


def _os_exit(status=0):
    host.exit(int(status))
    threads.switch()


_CLOSED = ("js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core", "pyodide_http", "micropip")


class _Closed(importlib.abc.MetaPathFinder):
    """A program has no access to the page, its storage or the network."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in _CLOSED:
            host.note("closed")
            raise ImportError(f"{name} is closed here: a program has no access to the page or the network", name=name)
        return None


class _Loader(importlib.machinery.SourceFileLoader):
    """Compiles the files of the program under their own short names, with switch points in them."""

    def __init__(self, name, path, short):
        super().__init__(name, path)
        self.short = short

    def get_code(self, fullname):
        code = compile(self.get_data(self.path), self.short, "exec", dont_inherit=True)
        if fullname not in _over:
            trace.instrument(code)
        return code


class _Finder(importlib.abc.MetaPathFinder):
    """Finds modules in the program's folder before all others, as `python file.py` does."""

    def find_spec(self, name, path=None, target=None):
        short = name.replace(".", "/")
        for file, package in ((f"{short}/__init__.py", True), (f"{short}.py", False)):
            full = f"{ROOT}/{file}"
            if os.path.isfile(full):
                loader = _Loader(name, full, file)
                spec = importlib.machinery.ModuleSpec(name, loader, origin=file, is_package=package)
                spec.has_location = True
                if package:
                    spec.submodule_search_locations.append(f"{ROOT}/{short}")
                return spec
        return None


sys.meta_path[:0] = [_Closed(), _Finder()]
builtins.input = _input
os._exit = _os_exit


# --- one run ------------------------------------------------------------------------------------------------------------

_over = set()
_compiled = {}
_kept = None
_modules = None


def _keep():
    """What every program finds as it was: the names of the modules that it may have changed."""
    global _kept, _modules
    _modules = set(sys.modules)
    _kept = [
        (module.__dict__, dict(module.__dict__))
        for module in (builtins, threading, queue, concurrent.futures, futures, base, time, os, random)
    ]


def _restore():
    for namespace, kept in _kept:
        if len(namespace) != len(kept):
            for name in namespace.keys() - kept.keys():
                del namespace[name]
        namespace.update(kept)
    for name in [name for name in sys.modules if name not in _modules]:
        origin = getattr(getattr(sys.modules[name], "__spec__", None), "loader", None)
        if isinstance(origin, _Loader):
            del sys.modules[name]
    main = threading._main_thread
    main._os_thread_handle = threads._make_thread_handle(1)
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
    """Puts the program's files, name to text, into its folder, and takes away those of the program before."""
    for name in _files.keys() - files.keys():
        os.unlink(f"{ROOT}/{name}")
    for name, text in files.items():
        if _files.get(name) != text:
            path = f"{ROOT}/{name}"
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)
    _files.clear()
    _files.update(files)
    linecache.clearcache()
    _compiled.clear()


def _compile(entry):
    code = _compiled.get(entry)
    if code is None:
        with open(f"{ROOT}/{entry}", "rb") as file:
            code = _compiled[entry] = compile(file.read(), entry, "exec", dont_inherit=True)
        trace.instrument(code)
    return code


def prepare(entry, granularity, into, over, recording, capturing, seed, args):
    """Makes everything ready for a run of `entry`, which `threads.enter(0)` then is."""
    if (granularity, into) != (trace.granularity, trace.into):
        _compiled.clear()
    trace.granularity = granularity
    trace.into = into
    trace.capturing = capturing
    trace.watch(recording)
    _over.clear()
    _over.update(over)
    _restore()
    threads.reset()
    trace.names.reset()
    trace.counted.clear()
    trace._jumps = 0
    random.seed(seed)
    state = random.Random(seed)
    os.urandom = random._urandom = state.randbytes
    sys.stdin, sys.stdout, sys.stderr = _NoInput(), _Output("<stdout>", False), _Output("<stderr>", True)
    sys.argv = [entry, *args]
    sys.setrecursionlimit(1000)
    os.chdir(ROOT)
    if ROOT not in sys.path:
        sys.path.insert(0, ROOT)
    record = threads.Record(lambda: _main(entry), threading._main_thread._os_thread_handle, False)
    record.thread = threading._main_thread
    threads.threads.append(record)


def _main(entry):
    main = types.ModuleType("__main__")
    main.__file__ = entry
    main.__builtins__ = builtins
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
        _report_lost(main)


def _report_lost(main):
    """Work that is left in a queue whose task_done the program calls: nobody will ever do it."""
    seen = set()
    for name, value in list(main.__dict__.items()):
        inside = getattr(value, "__dict__", {}) if not isinstance(value, (type, types.ModuleType)) else {}
        for title, thing in ((name, value), *inside.items()):
            if isinstance(thing, queue.Queue) and id(thing) not in seen:
                seen.add(id(thing))
                size = len(thing.queue) if hasattr(thing.queue, "__len__") else 0
                if size > 0 and id(thing) in trace.counted:
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


def fingerprint():
    """Where every thread is and what it sees there, as far as numbers, texts and sizes tell."""
    seen = []
    for record in threads.threads:
        if not record.handle._done:
            frame = record.frame
            while frame is not None:
                if not trace.is_library[frame.f_code.co_filename]:
                    seen.append((frame.f_lasti, [_look(value, 0) for value in frame.f_locals.values()]))
                frame = frame.f_back
    return repr(seen)


def _look(value, depth):
    if isinstance(value, (int, float, str, bool, type(None))):
        return value
    if isinstance(value, (list, tuple, dict, set, collections.deque)):
        return len(value)
    inside = getattr(value, "__dict__", None)
    if depth < 3 and type(inside) is dict and not isinstance(value, (type, types.ModuleType)):
        return [_look(part, depth + 1) for part in inside.values()]
    return None


def sweep():
    """Collects what runs have left behind. Only while no thread is parked: a collection then has crashed the interpreter."""
    gc.collect()


def attach(to, receive):
    """Connects a fresh interpreter, or one from a snapshot, to its host."""
    global host
    # Fetched once: to look a method up on a JavaScript object costs more than to call it.
    host = types.SimpleNamespace(**{name: getattr(to, name) for name in to.object_keys()})
    trace.host = host
    trace.names.host = host
    threads.attach(host, receive, trace)


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
        RLock=threading._PyRLock, allocate_lock=threads.lock, get_ident=threads.get_ident
    )
    _wire(trace.names)
    _keep()
    gc.collect()
    gc.disable()
    gc.freeze()
