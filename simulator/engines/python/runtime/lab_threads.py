"""`_thread`, on threads that are switched only where a scheduler says so.

Every Python thread runs on a stack of its own (a promising WebAssembly task). A thread gives up control in one place,
`_suspend`, and the host (threads.ts) decides who gets it. CPython's own threading, queue and concurrent.futures run
unmodified on what is defined here. Threads are numbered from 0 in the order they start; 0 is main, and a thread's
`get_ident()` is its number plus one, so that 0 is nobody.
"""

import sys
import types

INF = float("inf")
TIMEOUT_MAX = 9223372036.0
MAX_THREADS = 4096

current = 0
threads = []
abandoning = False
# Somebody looks at a value for a trace: nothing may block on that.
looking = False
# Nobody may suspend: a garbage collection is under way.
collecting = False
# Told of every thread that is about to suspend, while somebody wants to know (lab_prints).
watch = None
host = None
trace = None
_receive = None
_buffer = bytearray(1)


class Abandon(BaseException):
    """The run is over: unwinds the stack of a thread that has not ended."""


class Record:
    """One thread: what it runs, and what it waits for."""

    __slots__ = ("function", "handle", "daemon", "reason", "abandoned", "thread", "switchable")

    def __init__(self, function, handle, daemon):
        self.function = function
        self.handle = handle
        self.daemon = daemon
        self.reason = None
        self.abandoned = 0
        self.thread = None
        # It has begun, and nobody is looking at its variables.
        self.switchable = False


def attach(to, receive, recorder):
    """Connects to the host; `receive` is the call in which a thread is suspended."""
    global host, _receive, trace
    host, _receive, trace = to, receive, recorder


def reset():
    """Forgets the threads of the run before."""
    global current, abandoning
    threads.clear()
    current = 0
    abandoning = False


def _suspend(me):
    global current
    if watch is not None:
        watch(me)
    code = _receive(_buffer)
    current = me
    if code == 0:
        _abandon(me)


def _abandon(me):
    global abandoning
    abandoning = True
    record = threads[me]
    record.abandoned += 1
    if record.abandoned > 200:  # It catches everything: its stack is left where it is.
        host.leave(me)
        _receive(_buffer)
    raise Abandon


def switch():
    """A switch point: the scheduler may let another thread go first."""
    me = current
    if not threads[me].switchable:
        return
    chosen = host.decide(me)
    if chosen != me:
        if chosen < 0:
            _abandon(me)
        _suspend(me)


def block(until=INF):
    """Parks the current thread until somebody wakes it, or the clock reaches `until` (seconds)."""
    if collecting:
        raise RuntimeError("what a garbage collection finalizes cannot wait here")
    me = current
    chosen = host.block(me, until)
    if chosen != me:
        if chosen < 0:
            _abandon(me)
        _suspend(me)


def begin():
    """A new thread waits for its first turn; whoever started it goes on."""
    me = current
    threads[me].switchable = True
    host.began(me)
    _suspend(me)


def enter(me):
    """The whole life of thread `me`: the host calls it on a new stack."""
    global current
    current = me
    record = threads[me]
    try:
        record.function()
    except (SystemExit, Abandon):
        pass
    except BaseException:
        if not abandoning:
            trace.uncaught(sys.exception())
            sys.excepthook(*sys.exc_info())
    finally:
        if not abandoning:
            trace.exited(me)
        record.handle._set_done()
        host.finish(me)


class lock:
    """Only who takes it may hold it, but anybody may release it. Waiting threads can run when it is free; the scheduler
    chooses among them, and the others wait on (Python/thread_pthread.h promises no order either)."""

    __slots__ = ("_owner", "_waiting", "_shown", "__weakref__")

    def __init_subclass__(cls, **_):
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    def __init__(self):
        self._owner = 0
        self._waiting = None
        self._shown = trace.shown(sys._getframe(1))

    def acquire(self, blocking=True, timeout=-1):
        if timeout != -1 or blocking is not True:
            timeout = _timeout(blocking, timeout)
        if self._shown:
            trace.point(self, "acquire")
        if not self._owner:
            self._take()
            return True
        if not blocking or timeout == 0:
            return False
        if looking:
            raise RuntimeError("a value that takes a lock to look at")
        me = current
        record = threads[me]
        until = INF if timeout < 0 else host.now() + timeout
        record.reason = trace.blocks(self, until)
        if self._waiting is None:
            self._waiting = []
        self._waiting.append(me)
        try:
            block(until)
        finally:
            self._waiting.remove(me)
        reason, record.reason = record.reason, None
        if not self._owner:
            if reason is not None:
                trace.resumes(reason)
            self._take()
            return True
        trace.expires(reason)
        return False

    def _take(self):
        self._owner = current + 1
        if self._waiting:
            for thread in self._waiting:
                host.hold(thread)
        if self._shown:
            trace.acquired(self)

    def release(self):
        if not self._owner:
            raise RuntimeError("release unlocked lock")
        if self._shown:
            trace.point(self, "release")
        self._owner = 0
        if self._shown:
            trace.released(self)
        if self._waiting:
            for thread in self._waiting:
                if not self._shown:
                    trace.wakes(threads[thread], thread)
                host.wake(thread)

    def locked(self):
        return self._owner != 0

    __enter__ = acquire

    def __exit__(self, *_):
        self.release()

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def _at_fork_reinit(self):
        self._owner = 0
        self._waiting = None

    def __repr__(self):
        return f"<{'locked' if self._owner else 'unlocked'} _thread.lock object at {id(self):#x}>"


def _timeout(blocking, timeout):
    """The timeout of a lock, checked as CPython checks it (Modules/_threadmodule.c, lock_acquire_parse_args)."""
    if not isinstance(timeout, (int, float)):
        raise TypeError("'%s' object cannot be interpreted as an integer or float" % type(timeout).__name__)
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return timeout


class _ThreadHandle:
    """What a thread is joined by (Modules/_threadmodule.c, ThreadHandle)."""

    __slots__ = ("ident", "_done", "_joiners", "__weakref__")

    def __init__(self):
        self.ident = 0
        self._done = False
        self._joiners = []

    def is_done(self):
        return self._done

    def _set_done(self):
        if not self.ident:
            raise RuntimeError("thread not started")
        self._done = True
        for thread in self._joiners:
            host.wake(thread)

    def join(self, timeout=None):
        if not self.ident:
            raise RuntimeError("thread not started")
        target = self.ident - 1
        until = INF if timeout is None or timeout < 0 else host.now() + min(timeout, TIMEOUT_MAX)
        if timeout is not None and timeout > TIMEOUT_MAX:
            raise OverflowError("timeout value is too large")
        if not self._done:
            if self.ident == current + 1:
                raise RuntimeError("Cannot join current thread")
            if until <= host.now():
                return
            me = current
            record = threads[me]
            record.reason = trace.joins(target, until)
            self._joiners.append(me)
            try:
                block(until)
            finally:
                self._joiners.remove(me)
            record.reason = None
        trace.joined(target, self._done)

    def __repr__(self):
        return f"<_ThreadHandle object: ident={self.ident}>"


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle.ident = ident
    return handle


def start_joinable_thread(function, handle=None, daemon=True):
    """Starts a thread, which runs up to its first statement and waits there for its turn."""
    if not callable(function):
        raise TypeError("thread function must be callable")
    if handle is None:
        handle = _ThreadHandle()
    elif not isinstance(handle, _ThreadHandle):
        raise TypeError("'handle' must be a _ThreadHandle")
    elif handle.ident:
        raise RuntimeError("thread already started")
    if len(threads) >= MAX_THREADS:
        raise RuntimeError("can't start new thread")
    me = current
    record = Record(function, handle, daemon)
    threads.append(record)
    index = host.spawn(daemon)
    handle.ident = index + 1
    trace.starts(index, record)
    _suspend(me)
    return handle


def start_new_thread(function, args, kwargs={}, /):
    """The low-level way; such a thread keeps no program alive."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")

    def body():
        trace.begins()
        try:
            function(*args, **kwargs)
        except (SystemExit, Abandon):
            raise
        except BaseException as error:
            trace.uncaught(error)
            sys.unraisablehook(
                types.SimpleNamespace(
                    exc_type=type(error),
                    exc_value=error,
                    exc_traceback=error.__traceback__,
                    err_msg=f"Exception ignored in thread started by {function!r}",
                    object=None,
                )
            )

    return start_joinable_thread(body).ident


class _local:
    """threading.local: one dictionary a thread (Modules/_threadmodule.c)."""

    def __new__(cls, /, *args, **kwargs):
        if cls.__init__ is object.__init__ and (args or kwargs):
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__args", (args, kwargs))
        object.__setattr__(self, "_local__dicts", {_alive(): {}})
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


def _alive():
    """The key of the current thread's values: they go when it does."""
    return threads[current].handle if threads else None


def _dict_of(self):
    dicts = object.__getattribute__(self, "_local__dicts")
    key = _alive()
    own = dicts.get(key)
    if own is None:
        # Ended threads leave nothing behind.
        for handle in [handle for handle in dicts if handle is not None and handle._done]:
            del dicts[handle]
        own = dicts[key] = {}
        args, kwargs = object.__getattribute__(self, "_local__args")
        type(self).__init__(self, *args, **kwargs)
    return own


def _shutdown():
    """Waits for all threads that are not daemons (threading._shutdown calls it)."""
    for record in threads:
        if not record.daemon and record.handle.ident != current + 1:
            record.handle.join()


def _exit():
    raise SystemExit


def get_ident():
    return current + 1


def module():
    """A module that stands in for `_thread`."""
    made = types.ModuleType("_thread")
    made.__dict__.update(
        error=RuntimeError,
        TIMEOUT_MAX=TIMEOUT_MAX,
        lock=lock,
        LockType=lock,
        allocate_lock=lock,
        allocate=lock,
        get_ident=get_ident,
        get_native_id=get_ident,
        _ThreadHandle=_ThreadHandle,
        _make_thread_handle=_make_thread_handle,
        start_joinable_thread=start_joinable_thread,
        start_new_thread=start_new_thread,
        start_new=start_new_thread,
        daemon_threads_allowed=lambda: True,
        _is_main_interpreter=lambda: True,
        _get_main_thread_ident=lambda: 1,
        _shutdown=_shutdown,
        _count=lambda: sum(not record.handle._done for record in threads) - 1,
        stack_size=lambda size=0: 0,
        interrupt_main=lambda signum=2: None,
        exit=_exit,
        exit_thread=_exit,
        _local=_local,
    )
    lock.__module__ = "_thread"
    lock.__qualname__ = "lock"
    _local.__module__ = "_thread"
    _ThreadHandle.__module__ = "_thread"
    return made
