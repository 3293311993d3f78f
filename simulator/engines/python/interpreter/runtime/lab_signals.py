"""Signals that a program sends to itself, and its timer. Their handlers run on the main thread (Modules/signalmodule.c).

A signal that is sent to the process (`os.kill`, `alarm`, `setitimer`) interrupts what main waits for; one that another
thread raises in itself (`raise_signal`, `interrupt_main`) is handled when main comes back to its own code.
"""

import _signal
import errno
import math
import os
import signal
import sys

import lab_asyncio as aio
import lab_clock as clock
import lab_threads as threads
import lab_trace as trace
from lab_hidden import behind
from lab_in_c import c_int, in_c, kind_of

IGNORED = {signal.SIGCHLD, signal.SIGCONT, signal.SIGURG, signal.SIGWINCH}
STOPPING = {signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU}
UNCAUGHT = {signal.SIGKILL, signal.SIGSTOP}
DFL, IGN = int(_signal.SIG_DFL), int(_signal.SIG_IGN)

_first = {number: _signal.getsignal(number) for number in range(1, _signal.NSIG)}
_handlers = dict(_first)
# Signals that a program has set a handler for.
_changed = set()
_pending = set()
_interval = 0.0
_wakeup = -1


def _number(signum):
    number = c_int(signum)
    if not 0 < number < _signal.NSIG:
        raise ValueError("signal number out of range")
    return number


def _sent(signum):
    """The number of a signal that is sent; 0: nothing is, but it is tried."""
    number = c_int(signum)
    if not 0 <= number < _signal.NSIG:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return number


def _is(handler, plain):
    return type(handler) is int and handler == plain or isinstance(handler, signal.Handlers) and handler == plain


def set_handler(signalnum, handler, /):
    """signal.signal."""
    if threads.current != 0:
        raise ValueError("signal only works in main thread of the main interpreter")
    number = _number(signalnum)
    if not (_is(handler, DFL) or _is(handler, IGN) or callable(handler)):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    # The C library keeps two for itself.
    if number in UNCAUGHT or number in (32, 33):
        raise OSError(22, "Invalid argument")
    before = _handlers[number]
    _changed.add(number)
    _handlers[number] = int(handler) if isinstance(handler, signal.Handlers) else handler
    return before


def get_handler(signalnum, /):
    """signal.getsignal."""
    return _handlers[_number(signalnum)]


def send(number, interrupts):
    """A signal comes; `interrupts`: to the process, so that main is interrupted in its wait."""
    handler = _handlers[number]
    if _is(handler, IGN) and number not in UNCAUGHT:
        return
    if _is(handler, DFL) or handler is None:
        return _by_default(number)
    _pending.add(number)
    threads.attention = True
    threads.host.heed()
    aio.heard(number)
    if _wakeup >= 0:
        os.write(_wakeup, bytes([number]))
    if threads.current == 0:
        threads.handled()
    elif interrupts:
        threads.interrupt_main()


def _by_default(number):
    if number in IGNORED:
        return
    if number in STOPPING:
        raise OSError(f"signal {number} stops a process until a shell lets it go on, and there is no shell here")
    # The exit code that a shell reports.
    trace.host.exit(128 + number)
    threads.switch()


def deliver():
    """Runs the handlers of the signals that have come; only main calls it. Returns whether there were any."""
    some = bool(_pending)
    if threads.alarm <= trace.host.now():
        _set_alarm(clock.after(trace.host.now(), _interval) if _interval else threads.INF)
        send_pending(int(signal.SIGALRM))
        some = True
    threads.attention = threads.alarm != threads.INF
    while _pending:
        number = min(_pending)
        _pending.discard(number)
        handler = _handlers[number]
        if callable(handler):
            handler(number, _programs_frame())
    return some


def send_pending(number):
    """As `send`, of a signal that main has found by itself."""
    handler = _handlers[number]
    if _is(handler, IGN):
        return
    if _is(handler, DFL) or handler is None:
        return _by_default(number)
    _pending.add(number)
    aio.heard(number)


def _programs_frame():
    frame = behind(1)
    while frame is not None and frame.f_code.co_filename.startswith("/lab_runtime/"):
        frame = frame.f_back
    return frame


def raise_signal(signalnum, /):
    """Sends a signal to the calling thread."""
    number = _sent(signalnum)
    if number:
        send(number, False)


def interrupt_main(signum=signal.SIGINT, /):
    """Simulates a signal. One without a handler in Python does nothing."""
    number = _number(signum)
    if callable(_handlers[number]):
        send(number, False)


def kill(pid, signalnum, /):
    """Sends a signal to this process: there is no other."""
    pid, number = c_int(pid), _sent(signalnum)
    if pid not in (os.getpid(), 0, -os.getpid()):
        raise ProcessLookupError(3, "No such process")
    if number:
        send(number, True)


def killpg(pgid, signalnum, /):
    """Sends a signal to this process's group."""
    kill(os.getpid() if pgid in (0, os.getpgrp()) else pgid, signalnum)


def pthread_kill(thread_id, signalnum, /):
    """Sends a signal to a thread; its handler runs on main, whichever thread that is."""
    if not isinstance(thread_id, int):
        raise TypeError(f"pthread_kill() argument 1 must be int, not {kind_of(thread_id)}")
    number = _sent(signalnum)
    if not 0 < thread_id <= len(threads.threads) or threads.threads[thread_id - 1].handle.is_done():
        raise ProcessLookupError(3, "No such process")
    if number:
        send(number, thread_id == 1)


def _microseconds(seconds):
    """A time that a timer is set to: whole microseconds, rounded up."""
    seconds = clock.as_seconds(seconds)
    if seconds < 0:
        raise _signal.ItimerError(errno.EINVAL, os.strerror(errno.EINVAL))
    return math.ceil(seconds * 1_000_000) / 1_000_000


def setitimer(which, seconds, interval=0.0, /):
    """The timer of the process, on the virtual clock."""
    global _interval
    if not 0 <= c_int(which) <= 2:
        raise _signal.ItimerError(errno.EINVAL, os.strerror(errno.EINVAL))
    seconds, interval = _microseconds(seconds), _microseconds(interval)
    if which != _signal.ITIMER_REAL and seconds:
        raise OSError("only ITIMER_REAL can be set here: a program's own processor time is not measured")
    before = getitimer(which)
    _set_alarm(clock.after(trace.host.now(), seconds) if seconds else threads.INF)
    _interval = interval
    threads.attention = bool(_pending) or threads.alarm != threads.INF
    threads.host.heed()
    if seconds and threads.current != 0:
        # Main looks at its timer when it is about to wait.
        threads.interrupt_main()
    return before


def _set_alarm(time):
    threads.alarm = time
    trace.host.alarm(time)


def getitimer(which, /):
    """Returns the seconds left of the timer, and its interval in seconds; zeros unless it is ITIMER_REAL."""
    if not 0 <= c_int(which) <= 2:
        raise _signal.ItimerError(errno.EINVAL, os.strerror(errno.EINVAL))
    if which != _signal.ITIMER_REAL:
        return 0.0, 0.0
    left = 0.0 if threads.alarm == threads.INF else max(threads.alarm - trace.host.now(), 1e-6)
    return left, _interval


def alarm(seconds, /):
    """SIGALRM in so many whole seconds; 0: none. Returns what was left of the one before."""
    left, _ = setitimer(_signal.ITIMER_REAL, c_int(seconds) % (1 << 32), 0.0)
    return int(left + 0.999999)


def pause():
    """Waits for a signal: for ever, in another thread than main."""
    trace.point_of("signal.pause")
    while not threads.block():
        pass


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """The file that is told of signals; -1: none. Returns the one before."""
    global _wakeup
    if threads.current != 0:
        raise ValueError("set_wakeup_fd only works in main thread of the main interpreter")
    if c_int(fd) != -1:
        os.fstat(fd)
        # A signal must not wait for a reader.
        if os.get_blocking(fd):
            raise ValueError(f"the fd {fd} must be in non-blocking mode")
    before, _wakeup = _wakeup, fd
    return before


def siginterrupt(signalnum, flag, /):
    """Calls go on after a handler in any case (PEP 475)."""
    if _number(signalnum) in UNCAUGHT:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    c_int(flag)


def _refused(name):
    def refused(*_args):
        raise OSError(f"signal.{name} cannot work here: no signal comes to a thread other than main")

    refused.__name__ = refused.__qualname__ = name
    return refused


def reset():
    """As it is when a program begins."""
    global _interval, _wakeup
    if _changed:
        _handlers.update(_first)
        _changed.clear()
    _pending.clear()
    _interval, _wakeup = 0.0, -1
    threads.alarm, threads.attention = threads.INF, False


def install():
    """Once."""
    _signal.ItimerError.__name__ = _signal.ItimerError.__qualname__ = "itimer_error"
    _signal.ItimerError.__module__ = "signal"
    _signal.signal = in_c(set_handler, "_signal", _signal.signal)
    _signal.getsignal = in_c(get_handler, "_signal", _signal.getsignal)
    for made in (raise_signal, pthread_kill, setitimer, getitimer, alarm, pause, set_wakeup_fd, siginterrupt):
        function = in_c(made, "_signal", getattr(_signal, made.__name__, None))
        setattr(_signal, made.__name__, function)
        setattr(signal, made.__name__, function)
    for name in ("sigwait", "sigwaitinfo", "sigtimedwait", "pthread_sigmask", "sigpending"):
        function = in_c(_refused(name), "_signal", getattr(_signal, name, None))
        setattr(_signal, name, function)
        setattr(signal, name, function)
    os.kill, os.killpg = in_c(kill, "posix", os.kill), in_c(killpg, "posix", os.killpg)
    sys.modules["_thread"].interrupt_main = in_c(interrupt_main, "_thread")
    threads.deliver = deliver
    threads.has_come = lambda: bool(_pending) or threads.alarm <= trace.host.now()
