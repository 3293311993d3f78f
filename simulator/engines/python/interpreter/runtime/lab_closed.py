"""Refuses modules that a program has no business with: the page's, the network's, and those that write to raw memory.

The boundary does not rely on it (`simulator/sandbox/boundary.ts`). It is here so that a program is told in a sentence, and
does not bring Python down.
"""

import _imp
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec as _ModuleSpec

import lab_sent as sent
import lab_trace as trace

_PAGE = {"js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core", "pyodide_http", "micropip", "_socket"}
# ctypes, and what tests CPython's own C code: they read and write any address, or are made to crash.
MEMORY = {
    *("ctypes", "_ctypes", "_ctypes_test", "_interpreters", "_remote_debugging", "_testbuffer", "_testcapi", "_testclinic"),
    *("_testclinic_limited", "_testinternalcapi", "_testlimitedcapi", "_testmultiphase", "_testsinglephase", "_xxtestfuzz"),
}

_INTERPRETERS = ("_interpreters", "_interpchannels", "_interpqueues")
ONE_INTERPRETER = "a program here has one interpreter: use threads (concurrent.futures.ThreadPoolExecutor)"

# Under a check: told of each module of these, before it is refused.
reached = None

_create_builtin = _imp.create_builtin


def _top(name):
    # Of `str` itself: a program may hand in a name that answers otherwise.
    return str.partition(name, ".")[0]


def is_closed(name):
    """`ctypes` itself is not: a program finds a small one of ours, with which threads send each other exceptions."""
    top = _top(name)
    return top in _PAGE or (top in MEMORY and not str.__eq__(name, "ctypes"))


def refuse(name):
    if _top(name) in _PAGE:
        trace.host.note("closed")
        raise ImportError(f"{name} is closed here: a program has no access to the page or the network", name=name)
    if reached is not None:
        reached(name)
    if _top(name) in _INTERPRETERS:
        raise ImportError(ONE_INTERPRETER, name=name)
    raise ImportError(f"{name} is closed here: it writes to the memory of Python itself", name=name)


class Finder(MetaPathFinder, Loader):
    """Comes before all others."""

    def find_spec(self, name, path=None, target=None):
        # Before there is a host, only we import.
        if trace.host is None:
            return None
        if is_closed(name):
            refuse(name)
        if not str.__eq__(name, "ctypes"):
            return None
        if reached is not None:
            reached(name)
        return _ModuleSpec(name, self)

    def exec_module(self, module):
        sent.fill(module)


def _create(spec):
    """A module in C, made without asking any finder."""
    name = str.__str__(spec.name)
    if is_closed(name):
        refuse(name)
    # A spec of the program's own may give another name when it is asked again.
    return _create_builtin(spec if type(spec) is _ModuleSpec else _ModuleSpec(name, None))


def close():
    """Once Python has started: from now on only programs ask."""
    for name in [name for name in sys.modules if _top(name) in MEMORY]:
        del sys.modules[name]
    _imp.create_builtin = staticmethod(_create)
