"""The numbers and texts of system errors that Linux has.

Those of WebAssembly are compiled into the interpreter: C raises ENOENT as 44, where Linux has 2. So `errno` and `strerror`
are Linux's here, and what C raises is changed before any handler sees it.
"""

import errno
import gc
import os
import sys

import lab_c_words as words
import lab_trace as trace
from lab_errno_table import LINUX
from lab_in_c import c_int, in_c

_ALIASES = {"EWOULDBLOCK": 11, "EDEADLK": 35, "EOPNOTSUPP": 95}

KINDS = (
    *(OSError, BlockingIOError, BrokenPipeError, ChildProcessError, ConnectionAbortedError, ConnectionError),
    *(ConnectionRefusedError, ConnectionResetError, FileExistsError, FileNotFoundError, InterruptedError, IsADirectoryError),
    *(NotADirectoryError, PermissionError, ProcessLookupError, TimeoutError),
)
# Which class an OSError becomes, by the name of the number (Objects/exceptions.c).
_CLASSES = {
    **{"EAGAIN": BlockingIOError, "EALREADY": BlockingIOError, "EINPROGRESS": BlockingIOError, "EPIPE": BrokenPipeError},
    **{"ESHUTDOWN": BrokenPipeError, "ECHILD": ChildProcessError, "ECONNABORTED": ConnectionAbortedError},
    **{"ECONNREFUSED": ConnectionRefusedError, "ECONNRESET": ConnectionResetError, "EEXIST": FileExistsError},
    **{"ENOENT": FileNotFoundError, "EISDIR": IsADirectoryError, "ENOTDIR": NotADirectoryError, "EINTR": InterruptedError},
    **{"EACCES": PermissionError, "EPERM": PermissionError, "ESRCH": ProcessLookupError, "ETIMEDOUT": TimeoutError},
}

_numbers = {name: number for name, (number, _) in LINUX.items()}
_texts = dict(LINUX.values())
_kinds = {_numbers[name]: kind for name, kind in _CLASSES.items()}
# By the number that C has: its text there, and Linux's number.
_own = {}
# The class that C gives an OSError with a number.
_given = {}


def strerror(code, /):
    """os.strerror."""
    code = c_int(code)
    return "Success" if code == 0 else _texts.get(code, f"Unknown error {code}")


def on_raise(_code, _offset, error):
    """An exception of one of KINDS, or TypeError, is raised. Gives one that C has made Linux's number, and each its class."""
    if type(error) is TypeError:
        return words.on_type_error(error)
    number, text, kind = error.errno, error.strerror, type(error)
    if type(number) is not int:
        return
    was = kind is _given.get(number, OSError)
    own = _own.get(number)
    if own is not None and own[0] == text:
        plain = error.args == (number, text)
        number = own[1]
        error.errno, error.strerror = number, _texts[number]
        if plain:
            error.args = (number, _texts[number])
    right = _kinds.get(number, OSError)
    if was and kind is not right:
        trace.host.recast(KINDS.index(right))


def _map_of_classes():
    """C's own dictionary from numbers to classes; None if it is not found. Nothing in Python but the collector has it."""
    number = errno.ENOENT
    return next((each for each in gc.get_objects() if type(each) is dict and each.get(number) is FileNotFoundError), None)


def install():
    """Once, before a snapshot is taken."""
    table = vars(errno)
    for name, number in _numbers.items():
        own = table.get(name)
        # Where both have one number for it, there is nothing to change.
        if own is not None and (own, os.strerror(own)) != (number, _texts[number]):
            _own[own] = os.strerror(own), number
    known = _map_of_classes()
    if known is not None:
        known.update(_kinds)
    _given.update(known or {table[name]: kind for name, kind in _CLASSES.items()})
    names = {name for name in table if name[0] == "E"}
    changed = {**_numbers, **_ALIASES}
    # What `from errno import …` has brought to modules that are there already.
    for module in list(sys.modules.values()):
        taken = getattr(module, "__dict__", {})
        for name in names & taken.keys() if module is not errno else ():
            if taken[name] == table[name]:
                taken[name] = changed[name]
    for name in names:
        del table[name]
    table.update(changed)
    errno.errorcode.clear()
    errno.errorcode.update({number: name for name, number in _numbers.items()})
    os.strerror = in_c(strerror, "posix", os.strerror)


def attach(host):
    """Has the host tell of what is raised."""
    monitoring = sys.monitoring
    made = []
    host.raises(id(made), " ".join(str(id(kind)) for kind in (*KINDS, TypeError)), id(on_raise))
    monitoring.register_callback(monitoring.DEBUGGER_ID, monitoring.events.RAISE, made[0])
    monitoring.set_events(monitoring.DEBUGGER_ID, monitoring.events.RAISE)
