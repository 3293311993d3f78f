"""Locks, and the handles by which threads wait for each other's end."""

import lab_access as access
import lab_threads as threads
from lab_clock import as_seconds, deadline
from lab_hidden import behind

TIMEOUT_MAX = 9223372036.0
# Names of this module: an attribute of another one takes twice as long to find, and locks are taken at every operation.
TAKE, GIVE, TRY = access.TAKE, access.GIVE, access.TRY
deeds = threads.deeds


class lock:
    """One thread holds it, and any thread may release it. Waiting threads can run when it is free; the scheduler
    chooses among them, and the others wait on (Python/thread_pthread.h promises no order either)."""

    __slots__ = ("_owner", "_waiting", "_shown", "_number", "_made", "__weakref__")

    def __init_subclass__(cls, **_):
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    def __init__(self):
        self._owner = 0
        self._waiting = None
        self._shown = threads.trace.shown(behind(1))
        self._number = -1
        self._made = access.new_lock() if access.on else (0, 0)

    def acquire(self, blocking=True, timeout=-1):
        mode = TAKE
        if blocking is False and timeout == -1:
            mode = TRY
        elif timeout != -1 or blocking is not True:
            timeout = _timeout(blocking, timeout)
            if not blocking or timeout != -1:
                mode = TRY
        if self._shown:
            threads.trace.point(self, "acquire", TAKE if mode == TAKE else access.WRITE)
        if not self._owner:
            if self._shown or self._waiting or access.on:
                self._take(mode)
            else:
                # A call more would be a third of the time, and a schedule takes dozens of the library's own locks.
                self._owner = threads.current + 1
            return True
        if access.on and mode == TRY:
            # That it was not free matters to a thread that does not wait, or only for a time.
            access.tell(self, access.READ)
        if not blocking or timeout == 0:
            return False
        if threads.looking:
            raise RuntimeError("a value that takes a lock to look at")
        me = threads.current
        record = threads.threads[me]
        until = threads.INF if timeout < 0 else deadline(timeout)
        record.reason = threads.trace.blocks(self, until)
        if until == threads.INF:
            record.on = self
            if threads.suspect(me, self):
                threads.host.suspect()
        if self._waiting is None:
            self._waiting = []
        self._waiting.append(me)
        try:
            while threads.block(until) and self._owner and threads.host.now() < until:
                pass
        finally:
            self._waiting.remove(me)
            record.on = None
        reason, record.reason = record.reason, None
        if not self._owner:
            if reason is not None:
                threads.trace.resumes(reason)
            self._take()
            _raise_sent()
            return True
        threads.trace.expires(reason)
        _raise_sent()
        return False

    def _take(self, mode=TAKE):
        self._owner = threads.current + 1
        if access.on:
            access.tell(self, mode)
        if self._waiting:
            for thread in self._waiting:
                if not threads.threads[thread].interrupted:
                    threads.host.hold(thread)
        if self._shown:
            deeds[0] = True
            if threads.trace.recording:
                threads.trace.acquired(self)

    def release(self):
        if not self._owner:
            raise RuntimeError("release unlocked lock")
        if self._shown:
            threads.trace.point(self, "release", GIVE)
        self._owner = 0
        if access.on:
            access.tell(self, GIVE)
        if self._shown and threads.trace.recording:
            threads.trace.released(self)
        if self._waiting:
            for thread in self._waiting:
                if not self._shown:
                    threads.trace.wakes(threads.threads[thread], thread)
                threads.host.wake(thread)

    def locked(self):
        if access.on:
            access.tell(self, access.READ)
        return self._owner != 0

    __enter__ = acquire

    def __exit__(self, kind=None, value=None, traceback=None, /):
        if self._shown or self._waiting or access.on or not self._owner:
            self.release()
        else:
            self._owner = 0

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def _at_fork_reinit(self):
        self._owner = 0
        self._waiting = None

    def __reduce_ex__(self, _protocol):
        raise TypeError("cannot pickle '_thread.lock' object")

    def __repr__(self):
        return f"<{'locked' if self._owner else 'unlocked'} _thread.lock object at {id(self):#x}>"


def _raise_sent():
    """A wait is over. CPython raises what was sent meanwhile when the call is."""
    if threads.sent:
        threads.raise_sent(threads.current)


def _timeout(blocking, timeout):
    """The timeout of a lock, checked as CPython checks it (Modules/_threadmodule.c, lock_acquire_parse_args)."""
    timeout = as_seconds(timeout)
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")
    return timeout


class _ThreadHandle:
    """The handle that joins a thread (Modules/_threadmodule.c, ThreadHandle)."""

    __slots__ = ("ident", "_done", "_joiners", "__weakref__")

    def __init__(self):
        self.ident = 0
        self._done = False
        self._joiners = []

    def is_done(self):
        if access.on and self.ident:
            access.host.access(access.end_of(self.ident - 1), access.READ)
        return self._done

    def _set_done(self):
        if not self.ident:
            raise RuntimeError("thread not started")
        self._done = True
        for thread in self._joiners:
            threads.host.wake(thread)

    def join(self, timeout=None):
        if timeout is not None:
            timeout = as_seconds(timeout)
        if not self.ident:
            raise RuntimeError("thread not started")
        target = self.ident - 1
        if timeout is None or timeout < 0:
            until = threads.INF
        else:
            until = deadline(timeout) if timeout > 0 else threads.host.now()
        if not self._done:
            if self.ident == threads.current + 1:
                raise RuntimeError("Cannot join current thread")
            if until <= threads.host.now():
                return
            me = threads.current
            if access.on and until != threads.INF:
                access.host.access(access.end_of(target), access.READ)
            record = threads.threads[me]
            record.reason = threads.trace.joins(target, until)
            if until == threads.INF:
                record.on = self
                if threads.suspect(me, self):
                    threads.host.suspect()
            self._joiners.append(me)
            try:
                while threads.block(until) and not self._done and threads.host.now() < until:
                    pass
            finally:
                self._joiners.remove(me)
                record.on = None
            record.reason = None
            _raise_sent()
        threads.trace.joined(target, self._done)

    def __repr__(self):
        return f"<_thread._ThreadHandle object: ident={self.ident}>"


def _make_thread_handle(ident):
    if not isinstance(ident, int):
        raise TypeError("ident must be an integer")
    handle = _ThreadHandle()
    handle.ident = ident
    return handle
