"""The module `_thread` as threading, queue and the program import it (Modules/_threadmodule.c)."""

import sys
import traceback
import types
import weakref

import lab_c_words as words
import lab_locks as locks
import lab_threads as threads
from lab_hidden import programs, sheds
from lab_in_c import c_size, in_c, kind_of
from lab_reworded import reworded

SMALLEST_STACK = 32_768

_stack_size = 0


def start_joinable_thread(function, handle=None, daemon=True):
    """Starts a thread that can be joined, with threading.Thread's own handle or a new one."""
    if not callable(function):
        raise TypeError("thread function must be callable")
    if handle is None:
        handle = locks._ThreadHandle()
    elif not isinstance(handle, locks._ThreadHandle):
        raise TypeError("'handle' must be a _ThreadHandle")
    elif handle.ident:
        raise RuntimeError("thread already started")
    # A threading.Thread says by itself when it begins (lab_points), and deals with its exceptions.
    if getattr(function, "__qualname__", "") != "Thread._bootstrap":
        function = _body(function, (), {})
    threads.start(function, handle, daemon)
    return handle


def start_new_thread(function, args, kwargs={}, /):
    """The low-level way; such a thread keeps no program alive."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")
    handle = locks._ThreadHandle()
    threads.start(_body(function, args, kwargs), handle, True)
    return handle.ident


def _body(function, args, kwargs):
    def body():
        threads.trace.begins()
        try:
            function(*args, **kwargs)
        except (SystemExit, threads.Abandon):
            raise
        except BaseException as error:
            if threads.abandoning:
                raise
            if sys.unraisablehook is sys.__unraisablehook__:
                threads.trace.uncaught(error)
            _unraisable(error, f"Exception ignored in thread started by {function!r}")

    return body


def _unraisable(error, message):
    """Tells of an exception as PyErr_FormatUnraisable does; sys's own hook takes only what C has made."""
    below = programs(error.__traceback__)
    if sys.unraisablehook is sys.__unraisablehook__:
        print(f"{message}:", file=sys.stderr)
        traceback.print_exception(type(error), error, below)
        return
    sys.unraisablehook(
        types.SimpleNamespace(
            exc_type=type(error), exc_value=error, exc_traceback=below, err_msg=message, object=None
        )
    )


class _local:
    """threading.local: one dictionary a thread."""

    def __new__(cls, /, *args, **kwargs):
        if cls.__init__ is object.__init__ and (args or kwargs):
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__args", (args, kwargs))
        object.__setattr__(self, "_local__dicts", {})
        _new_dict(self)
        return self

    def __getattribute__(self, name):
        own = _dict_of(self)
        if name == "__dict__":
            return own
        if name in own and not hasattr(getattr(type(self), name, None), "__set__"):
            return own[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        descriptor = getattr(type(self), name, None)
        if hasattr(descriptor, "__set__"):
            return object.__setattr__(self, name, value)
        _dict_of(self)[name] = value

    def __delattr__(self, name):
        if name == "__dict__":
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        own = _dict_of(self)
        if name not in own:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute {name!r}", name=name, obj=self)
        del own[name]


def _dict_of(self):
    record = threads.threads[threads.current] if threads.threads else None
    own = object.__getattribute__(self, "_local__dicts").get(record and record.handle)
    if own is None:
        own = _new_dict(self)
        args, kwargs = object.__getattribute__(self, "_local__args")
        type(self).__init__(self, *args, **kwargs)
    return own


def _new_dict(self):
    """The values of the current thread: they go when it does, or the object."""
    record = threads.threads[threads.current] if threads.threads else None
    dicts = object.__getattribute__(self, "_local__dicts")
    own = dicts[record and record.handle] = {}
    if record is not None:
        record.locals.append(weakref.ref(self))
    return own


def stack_size(size=0, /):
    """Remembered only: a stack here is as large as the browser makes it."""
    global _stack_size
    size = c_size(size)
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    if 0 < size < SMALLEST_STACK:
        raise ValueError(f"size not valid: {size} bytes")
    before, _stack_size = _stack_size, size
    return before


def _shutdown():
    """Waits for all threads that are not daemons (threading._shutdown calls it)."""
    for record in threads.threads:
        if not record.daemon and record.handle.ident != threads.current + 1:
            record.handle.join()


def exit():
    """Ends the current thread."""
    raise SystemExit


def get_native_id():
    return threads.current + 1


def daemon_threads_allowed():
    return True


def _is_main_interpreter():
    return True


def _get_main_thread_ident():
    return 1


def _count():
    return sum(not record.handle._done for record in threads.threads) - 1


def set_name(name, /):
    """The name of a thread for the operating system, of which there is none."""
    if not isinstance(name, str):
        raise TypeError(f"set_name() argument 'name' must be str, not {kind_of(name)}")


def _repr_of_rlock(self):
    """Names the owner by its number, as C does; in Python it is named by its name."""
    kind, state = type(self), "locked" if self._block.locked() else "unlocked"
    count = f"owner={self._owner or 0} count={self._count}"
    return f"<{state} {kind.__module__}.{kind.__qualname__} object {count} at {id(self):#x}>"


def complete(threading, own):
    """Adds what `threading` would have preferred to its own; `own`: the module in C."""
    made = sys.modules["_thread"]
    kind = made.RLock = threading._PyRLock
    kind.__module__, kind.__name__, kind.__qualname__ = "_thread", "RLock", "RLock"
    # In Python it returns 1 for a lock that the thread holds already, in C it returns True.
    kind.acquire = kind.__enter__ = reworded(kind.acquire, "return 1\n", "return True\n")
    # In C what it is given does not matter.
    kind.__exit__.__defaults__ = None, None, None
    kind.__repr__ = _repr_of_rlock
    _repr_of_rlock.__name__ = "__repr__"
    words.methods(kind, own.RLock, "_thread")
    made._excepthook, made._ExceptHookArgs = threading.excepthook, threading.ExceptHookArgs
    made.set_name = in_c(set_name, "_thread")
    sheds(*(each for each in vars(kind).values() if isinstance(each, types.FunctionType) and each.__module__ == "threading"))


def make(own):
    """The module that stands for `own`."""
    made = types.ModuleType("_thread")
    for thing in (
        *(start_joinable_thread, start_new_thread, _local, stack_size, _shutdown, exit, get_native_id),
        *(daemon_threads_allowed, _is_main_interpreter, _get_main_thread_ident, _count, threads.get_ident),
        *(locks.lock, locks._ThreadHandle, locks._make_thread_handle),
    ):
        name = thing.__name__
        if isinstance(thing, type):
            thing.__module__ = "_thread"
            words.methods(thing, getattr(own, name), "_thread")
            setattr(made, name, thing)
        else:
            setattr(made, name, in_c(thing, "_thread", getattr(own, name, None)))
    made.__dict__.update(
        error=RuntimeError,
        TIMEOUT_MAX=locks.TIMEOUT_MAX,
        LockType=locks.lock,
        allocate_lock=locks.lock,
        allocate=locks.lock,
        start_new=made.start_new_thread,
        exit_thread=made.exit,
    )
    return made
