"""The virtual clock, wherever the library has one. What C reads itself (datetime, gmtime, the times of files) is the host's
part, in virtual-date.ts."""

import math
import os
import sys
import time
import types

import lab_threads as threads

EPOCH = 1767225600.0  # 2026-01-01T00:00:00Z: time.time() when a run begins

# The shortest sleep of a machine, and how often it is doubled: after so many short ones in a run, as on a busy machine.
SHORTEST = 5e-5
OFTEN, DOUBLINGS = 1000, 4
# What is left of a timeout after rounding is no sleep, unless a program goes on with it.
ROUNDING, FEW = 1e-9, 100

_short = 0
_asked = [0.0, 0]
# The virtual time and time.time() when it was read last.
_read = [0.0, EPOCH]


def reset():
    """As it is when a program begins."""
    global _short
    _short = 0
    _asked[:] = 0.0, 0
    _read[:] = 0.0, EPOCH


def deadline(seconds, rounding=ROUNDING):
    """The time at which a wait of so many seconds is over."""
    global _short
    if seconds < SHORTEST * 2**DOUBLINGS:
        _short += 1
        least = SHORTEST * 2 ** min(_short // OFTEN, DOUBLINGS)
        if seconds < rounding and _short <= FEW:
            least = rounding
        seconds = max(seconds, least)
    return after(threads.host.now(), seconds)


def after(now, seconds):
    """The first time from which at least so many seconds have passed: a sum may be rounded to an earlier one."""
    end = now + seconds
    return end if end - now >= seconds else math.nextafter(end, math.inf)


class Moment(float):
    """A time from which a deadline is computed in Python, as by queue: `time() + timeout`. It looks like a number."""

    __slots__ = ()

    def __add__(self, seconds):
        return after(float(self), seconds)

    __radd__ = __add__


Moment.__name__ = Moment.__qualname__ = "float"
Moment.__module__ = "builtins"



# Seconds that C's clock of nanoseconds can say.
_MOST = 2**63 / 1e9


def checked(seconds):
    """A time in seconds, refused where C refuses it (Python/pytime.c, _PyTime_FromSecondsObject)."""
    if isinstance(seconds, float):
        if seconds != seconds:
            raise ValueError("Invalid value NaN (not a number)")
        if not -_MOST <= seconds < _MOST:
            raise OverflowError("timestamp out of range for platform time_t")
    elif not -_MOST <= seconds < _MOST:
        raise OverflowError("timestamp too large to convert to C PyTime_t")
    return seconds


def _now():
    return float(threads.host.now()) if threads.host is not None else 0.0


def _wall():
    """time.time(), which has 0.2 microseconds: between two reads no less passes on it than on the clock."""
    now = _now()
    _read[:] = now, max(EPOCH + now, after(_read[1], now - _read[0]))
    return _read[1]


def _cpu():
    return threads.host.busy(-1)


def _cpu_of_thread():
    return threads.host.busy(threads.current)


def _clock(read, exact=None, start=0):
    """Two functions: the seconds of a clock, and its nanoseconds, from its start and the exact time since then."""

    def seconds():
        if threads.host is not None:
            threads.host.clock()
        return float(read())

    def nanoseconds():
        if threads.host is not None:
            threads.host.clock()
        return start * 10**9 + round((exact or read)() * 1e9)

    return seconds, nanoseconds


def _waited():
    """The clock of as_completed, which waits until its deadline is past, not reached: asked again, it has moved a little."""
    now = _now()
    if now != _asked[0]:
        _asked[:] = now, 0
    _asked[1] += 1
    return Moment(now + max(0, _asked[1] - 2) * 1e-9)


def _moment():
    return Moment(_now())


_CLOCKS = {
    "time": (*_clock(_wall, _now, int(EPOCH)), "CLOCK_REALTIME", False, True),
    "monotonic": (*_clock(_now), "CLOCK_MONOTONIC", True, False),
    "perf_counter": (*_clock(_now), "CLOCK_MONOTONIC", True, False),
    "process_time": (*_clock(_cpu), "CLOCK_PROCESS_CPUTIME_ID", True, False),
    "thread_time": (*_clock(_cpu_of_thread), "CLOCK_THREAD_CPUTIME_ID", True, False),
}
# Linux's numbers for its clocks.
_IDS = {
    **{0: "time", 5: "time", 11: "time"},
    **{1: "monotonic", 4: "monotonic", 6: "monotonic", 7: "monotonic"},
    **{2: "process_time", 3: "thread_time"},
}


def get_clock_info(name, /):
    """time.get_clock_info."""
    if not isinstance(name, str):
        raise TypeError(f"get_clock_info() argument 1 must be str, not {type(name).__name__}")
    if name not in _CLOCKS:
        raise ValueError("unknown clock")
    _, _, source, monotonic, adjustable = _CLOCKS[name]
    return types.SimpleNamespace(
        implementation=f"clock_gettime({source})", monotonic=monotonic, adjustable=adjustable, resolution=1e-09
    )


def _by_number(which, otherwise):
    def clock(number, /):
        name = _IDS.get(number)
        return otherwise(number) if name is None else _CLOCKS[name][which]()

    return clock


def _resolution(number, /):
    return 1e-09 if number in _IDS else _clock_getres(number)


def _times():
    return os.times_result((float(_cpu()), 0.0, 0.0, 0.0, float(_now())))


def install(base, threading, queue):
    """Puts it where the library looks; `base` is concurrent.futures._base."""
    global _clock_getres
    for name, (seconds, nanoseconds, *_) in _CLOCKS.items():
        for function, title in ((seconds, name), (nanoseconds, f"{name}_ns")):
            function.__name__ = function.__qualname__ = title
            # Static, as functions in C are: an attribute of a class that is one of them is no method.
            setattr(time, title, staticmethod(function))
    time.get_clock_info = get_clock_info
    if hasattr(time, "clock_gettime"):
        time.clock_gettime = _by_number(0, time.clock_gettime)
        time.clock_gettime_ns = _by_number(1, time.clock_gettime_ns)
        _clock_getres, time.clock_getres = time.clock_getres, _resolution
    for number, name in ((0, "REALTIME"), (1, "MONOTONIC"), (2, "PROCESS_CPUTIME_ID"), (3, "THREAD_CPUTIME_ID")):
        if not hasattr(time, f"CLOCK_{name}"):
            setattr(time, f"CLOCK_{name}", number)
    os.times = _times
    threading._time = queue.time = _moment
    base.time = types.SimpleNamespace(monotonic=_waited)


_clock_getres = None
