"""Describes CPython's library to the scheduler and the trace: its operations, and the places where items move."""

import functools
import reprlib
import sys
import tempfile

import lab_module
import lab_queue
import lab_threads as threads

# Before anything imports threading: CPython's own pure Python code then runs on our locks.
_own = sys.modules["_thread"]
sys.modules["_thread"] = lab_module.make(_own)
sys.modules["_queue"] = None  # so that queue has its own SimpleQueue
_before = sys.modules.get("threading")
for _name in ("logging", "threading", "queue", "concurrent.futures", "concurrent.futures._base", "concurrent.futures.thread"):
    sys.modules.pop(_name, None)

import lab_points as points
import lab_trace as trace

threads.trace = trace

import concurrent.futures
import concurrent.futures._base as base
import concurrent.futures.thread as futures
import queue
import threading

import lab_asyncio

lab_module.complete(threading, _own)
sys.modules["_queue"] = lab_queue.of_queue(queue)

# Their own names for what was the real _thread's.
functools.RLock = threading._PyRLock
reprlib.get_ident = threads.get_ident
tempfile._allocate_lock, tempfile._thread, tempfile._once_lock = threading.Lock, sys.modules["_thread"], threading.Lock()

# What Pyodide has imported before must not wait on locks that no scheduler knows.
for _module in list(sys.modules.values()):
    if _before is not None and getattr(_module, "threading", None) is _before:
        _module.threading = threading


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
    **lab_asyncio.OPS,
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


def _functions(*modules):
    """The code of every function and method that the modules define."""
    found = set()
    for module in modules:
        # A module that was loaded from bytecode says so; its code names the source.
        source = module.__file__.removesuffix("c")
        for value in module.__dict__.values():
            inside = value.__dict__.values() if isinstance(value, type) and value.__module__ == module.__name__ else (value,)
            for function in inside:
                code = getattr(getattr(function, "__func__", function), "__code__", None)
                if code is not None and code.co_filename == source:
                    found.add(code)
    return found


# What can be stepped into.
LIBRARY_CODE = _functions(threading, queue, futures, base) - {threading.Thread._bootstrap_inner.__code__}


def wire(names):
    """Tells `names` the code in which threads wait, and has operations of the library recorded. Called once."""
    names.condition_wait = threading.Condition.wait.__code__
    names.condition_wait_for = threading.Condition.wait_for.__code__
    names.inside = {
        id(getattr(threading._PyRLock, name).__code__)
        for name in "acquire release __exit__ _acquire_restore _release_save".split()
    } | {id(getattr(threading.Condition, name).__code__) for name in "__enter__ __exit__ wait".split()}
    names.owners = {
        id(queue.Queue.get.__code__): "queue",
        id(queue.Queue.put.__code__): "queue",
        id(queue.Queue.join.__code__): "queue",
        id(threading.Event.wait.__code__): "Event",
        id(threading.Semaphore.acquire.__code__): "Semaphore",
        id(queue._PySimpleQueue.get.__code__): "simple",
        id(threading.Barrier._enter.__code__): "Barrier",
        id(threading.Barrier._wait.__code__): "Barrier",
        id(base.Future.result.__code__): "Future",
        id(base.Future.exception.__code__): "Future",
    }
    fifo = (queue.Queue._get, queue.Queue._put)
    # By its type alone: `isinstance` could run code of the program.
    names.is_queue = lambda thing: queue.Queue in type(thing).__mro__ or queue._PySimpleQueue in type(thing).__mro__
    names.is_fifo = lambda thing: isinstance(thing, queue._PySimpleQueue) or fifo == (type(thing)._get, type(thing)._put)
    record = trace._record

    def put(frame, _value=None):
        number, item = names.put(frame.f_locals["self"], frame.f_locals["item"], frame)
        record("put", number, item)

    def got(frame, value):
        number, item = names.got(frame.f_locals["self"], value, frame)
        if item >= 0:
            record("get", number, item)

    def _dismisses(owner, event):
        """Tells whether this is the event by which a thread is told to leave."""
        return any(value is event and "dismiss" in name for name, value in owner.__dict__.items())

    def event(kind):
        def happened(frame, _value=None):
            thing = frame.f_locals["self"]
            caller = frame.f_back
            owner = caller.f_locals.get("self") if caller is not None else None
            if isinstance(owner, threading.Thread) and owner._os_thread_handle.ident and _dismisses(owner, thing):
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
            if caller is not None and caller.f_code is threading.Semaphore.__exit__.__code__:
                caller = caller.f_back
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
    points.install(OPS, returns, lab_asyncio.NOTICED, TRANSPARENT, CONSTRUCTORS, threading.Thread._bootstrap_inner.__code__)
