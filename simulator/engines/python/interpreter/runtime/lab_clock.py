"""The virtual clock, wherever the library has one. What C reads itself (datetime, gmtime, the times of files) is the host's
part, in virtual-date.ts."""

import ctypes
import math
import operator
import os
import sys
import time
import types
from itertools import islice

import lab_threads as threads
from lab_in_c import in_c, kind_of
from lab_memory import places

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
# The virtual time of the last look at a clock, and how many nanoseconds the clocks are ahead of it. No two looks at a
# machine's clock give the same. Virtual time does not move for that, so that threads have deadlines together.
_looked = [-1.0, 0]


def reset():
    """As it is when a program begins."""
    global _short
    _short = 0
    _asked[:] = 0.0, 0
    _read[:] = 0.0, EPOCH
    _looked[:] = -1.0, 0


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


def as_seconds(value):
    """A timeout that a program gives as an integer or a float, as `checked`."""
    if not isinstance(value, (int, float)):
        try:
            value = operator.index(value)
        except TypeError as error:
            raise TypeError(f"{error} or float") from None
    return checked(value)


def _now():
    return float(threads.host.now()) if threads.host is not None else 0.0


def _wall(ahead):
    """time.time(), which has 0.2 microseconds: between two reads no less passes on it than on the clock."""
    now = _now()
    least = after(_read[1], now - _read[0])
    if ahead and least == _read[1]:
        least = math.nextafter(least, math.inf)
    _read[:] = now, max(EPOCH + now, least)
    return _read[1]


def _running(ahead):
    return _now() + ahead * 1e-9


def _cpu(ahead=0):
    return threads.host.busy(-1) + ahead * 1e-9


def _cpu_of_thread(ahead):
    return threads.host.busy(threads.current) + ahead * 1e-9


def _look():
    """Says by how many nanoseconds the clocks are ahead: from the second look at one moment on, by one more at each look."""
    if threads.host is not None:
        now = threads.host.clock()
        if _looked[1] or now == _looked[0]:
            _looked[1] += 1
        _looked[0] = now
    return _looked[1]


def _clock(read, exact=None, start=0):
    """Two functions: the seconds of a clock, and its nanoseconds, from its start and the exact time since then."""

    def seconds():
        return float(read(_look()))

    def nanoseconds():
        ahead = _look()
        return start * 10**9 + round((exact or read)(0) * 1e9) + ahead

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
    "time": (*_clock(_wall, _running, int(EPOCH)), "CLOCK_REALTIME", False, True),
    "monotonic": (*_clock(_running), "CLOCK_MONOTONIC", True, False),
    "perf_counter": (*_clock(_running), "CLOCK_MONOTONIC", True, False),
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
        raise TypeError(f"get_clock_info() argument 1 must be str, not {kind_of(name)}")
    if name not in _CLOCKS:
        raise ValueError("unknown clock")
    _, _, source, monotonic, adjustable = _CLOCKS[name]
    return types.SimpleNamespace(
        implementation=f"clock_gettime({source})", monotonic=monotonic, adjustable=adjustable, resolution=1e-09
    )


def _by_number(which, otherwise):
    def clock(number, /):
        name = _IDS.get(number) if isinstance(number, int) else None
        return otherwise(number) if name is None else _CLOCKS[name][which]()

    return clock


def _resolution(number, /):
    return 1e-09 if isinstance(number, int) and number in _IDS else _clock_getres(number)


def _times():
    return os.times_result((float(_cpu()), 0.0, 0.0, 0.0, float(_now())))


def _name_zone():
    """UTC is called so: the name that C has, which says the offset, comes from JavaScript."""
    first = None
    for at in islice(places(time.tzname[0].encode() + b"\0"), 2):
        first = first or at
        # C has two, with and without daylight saving, beside each other. Others are Python's own.
        if at - first > 64:
            break
        ctypes.memmove(at, b"UTC", 4)
    time.tzname = ("UTC", "UTC")


def install(base, threading, queue):
    """Puts it where the library looks; `base` is concurrent.futures._base."""
    global _clock_getres
    for name, (seconds, nanoseconds, *_) in _CLOCKS.items():
        for function, title in ((seconds, name), (nanoseconds, f"{name}_ns")):
            setattr(time, title, in_c(function, "time", getattr(time, title, None), title))
    time.get_clock_info = in_c(get_clock_info, "time", time.get_clock_info)
    if hasattr(time, "clock_gettime"):
        time.clock_gettime = in_c(_by_number(0, time.clock_gettime), "time", time.clock_gettime)
        time.clock_gettime_ns = in_c(_by_number(1, time.clock_gettime_ns), "time", time.clock_gettime_ns)
        _clock_getres = time.clock_getres
        time.clock_getres = in_c(_resolution, "time", _clock_getres)
    for number, name in ((0, "REALTIME"), (1, "MONOTONIC"), (2, "PROCESS_CPUTIME_ID"), (3, "THREAD_CPUTIME_ID")):
        if not hasattr(time, f"CLOCK_{name}"):
            setattr(time, f"CLOCK_{name}", number)
    _name_zone()
    os.times = in_c(_times, "posix", os.times)
    threading._time = queue.time = _moment
    base.time = types.SimpleNamespace(monotonic=_waited)


_clock_getres = None
