"""Futures that threads still wait for when a run has ended, and the workers that should run them."""

import functools
import json
import types

import lab_frames as frames
import lab_threads as threads
import lab_trace as trace
from lab_library import base, futures

# Futures of one wait that are told one by one.
MOST = 3

# Kept, for a program may replace what is in the modules.
_OWN = {base.Future.result.__code__, base.Future.exception.__code__}
_ALL = {base.wait.__code__, base.as_completed.__code__}
_WORKER = futures._worker.__code__
_ENDED = (base.CANCELLED_AND_NOTIFIED, base.FINISHED)
_dumps = json.dumps
_pools = futures._threads_queues


def tell():
    """Describes to the host the futures that threads wait for, if the run has ended without them."""
    waiting = [int(thread) for thread in threads.host.unserved().split(",") if thread]
    try:
        if waiting:
            _tell(waiting)
    except Exception:
        # Futures and queues may be of the program's own classes: then they are not described.
        return


def _tell(waiting):
    """Describes to the host the futures that these threads wait for."""
    stacks = frames.stacks()
    workers = {ident - 1: item for ident, frame in stacks.items() for item in _work(frame)}
    for thread in waiting:
        awaited = _awaited(stacks.get(thread + 1))
        if awaited:
            told = [_told(future, workers) for future in awaited[:MOST]]
            threads.host.awaits(thread, _dumps({"futures": told, "more": len(awaited) - len(told)}))


def _awaited(frame):
    """The futures without which the thread of this stack cannot go on."""
    while frame is not None and trace.is_library[frame.f_code.co_filename]:
        if frame.f_code in _OWN:
            return [frame.f_locals["self"]]
        if frame.f_code in _ALL:
            return [future for future in frame.f_locals["fs"] if future._state not in _ENDED]
        frame = frame.f_back
    return []


def _work(frame):
    """The item that the worker of this stack is at, if it is the stack of a worker; None: it is at none."""
    while frame is not None:
        if frame.f_code is _WORKER:
            return [frame.f_locals.get("work_item")]
        frame = frame.f_back
    return []


def _told(future, workers):
    """Describes a future: its name, its function, and who runs it or should have."""
    name = trace.names.late(future, "Future")
    for thread, item in workers.items():
        if item is not None and item.future is future:
            return {"name": name, "task": _function(item), "runner": thread, "workers": []}
    for queue in {id(queue): queue for queue in list(_pools.values())}.values():
        for item in list(getattr(queue, "_queue", None) or getattr(queue, "queue", ())):
            if getattr(item, "future", None) is future:
                return {"name": name, "task": _function(item), "runner": None, "workers": _busy(queue, workers)}
    return {"name": name, "task": "", "runner": None, "workers": []}


def _function(item):
    """The name of the function that an item of work calls; '': it has none."""
    function = item.task[0]
    while type(function) is functools.partial:
        function = function.func
    known = isinstance(function, (types.FunctionType, types.MethodType, types.BuiltinFunctionType))
    return str(function.__name__) if known else ""


def _busy(queue, workers):
    """The threads that live of the pool with this queue, if each of them is at an item of work."""
    idents = sorted(thread._os_thread_handle.ident - 1 for thread, of in list(_pools.items()) if of is queue)
    alive = [n for n in idents if 0 <= n < len(threads.threads) and not threads.threads[n].handle._done]
    return alive if all(workers.get(n) is not None for n in alive) else []
