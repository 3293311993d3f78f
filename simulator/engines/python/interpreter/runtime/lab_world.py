"""Prepares a program's surroundings: the clock, its output, no input, and no way out to the page or the network."""

import builtins
import io
import os
import socket
import sys
import time
from importlib import _bootstrap
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader

import lab_clock as clock
import lab_closed as closed
import lab_exit as exits
import lab_hidden as hidden
import lab_late as late
import lab_points as points
import lab_processes as processes
import lab_submodules as submodules
import lab_threads as threads
import lab_trace as trace
from lab_in_c import c_int, in_c
from lab_library import base, queue, threading

ROOT = "/lab"

# Under a check: told of each file that is imported, and what is in it; it refuses those that were not handed in.
handed_in = None
# Modules of the program that are stepped over.
over = set()
# Code of the program's modules, until its files or its switch points change.
compiled = {}


time.sleep = in_c(trace.sleep, "time", time.sleep)
clock.install(base, threading, queue)


class Output(io.TextIOBase):
    """sys.stdout and sys.stderr: every write goes to the host at once."""

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self, name, error):
        self.name = name
        self._error = error

    def writable(self):
        return True

    def isatty(self):
        return False

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if not threads.abandoning and trace.host.output(text, self._error, trace._line(hidden.behind(1))) < 0:
            threads.switch()
        return len(text)


class Input(io.TextIOBase):
    """The text that was given for a run. Without any, a program that asks is told so."""

    name = "<stdin>"

    def __init__(self, text):
        self._text = text
        self._at = 0

    def readable(self):
        return True

    def _take(self, end, size):
        start = self._at
        self._at = end if size is None or size < 0 else min(end, start + size)
        return self._text[start : self._at]

    def _ask(self):
        if not self._text:
            trace.host.note("input")
            raise EOFError("a program here has nobody to ask: input() has no answer")

    def readline(self, size=-1, /):
        self._ask()
        end = self._text.find("\n", self._at) + 1
        return self._take(end or len(self._text), size)

    def read(self, size=-1, /):
        self._ask()
        return self._take(len(self._text), size)


def _input(prompt="", /):
    if prompt:
        sys.stdout.write(str(prompt))
    line = sys.stdin.readline()
    if not line:
        trace.host.note("input-over")
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")


def _os_exit(status):
    trace.host.exit(exits.seen(c_int(status)))
    threads.switch()


def _no_network(*_args, **_options):
    trace.host.note("closed")
    raise OSError("a program here has no network")


for _name in (
    *("bind", "connect", "connect_ex", "listen", "accept", "send", "sendall", "sendto", "sendmsg", "sendfile"),
    *("recv", "recv_into", "recvfrom", "recvfrom_into", "recvmsg", "recvmsg_into"),
):
    setattr(socket.socket, _name, _no_network)
# Names are not looked up either: `create_connection` and urllib begin with that.
for _name in ("create_server", "getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getnameinfo"):
    setattr(socket, _name, staticmethod(_no_network))


_builtin_import = builtins.__import__
# Names of modules that are open, and whose import shows no submodule: nothing is to be done for them but to import them.
_plain = set()


def _import(name, globals=None, locals=None, fromlist=(), level=0):
    """Replaces `__import__`: modules that Pyodide itself has imported are closed to the program too."""
    plain = level == 0 and type(name) is str and name in _plain
    if not plain and level == 0 and closed.is_closed(name) and _is_program():
        closed.refuse(name)
    if name == "concurrent.futures" and fromlist and "InterpreterPoolExecutor" in fromlist:
        raise ImportError(closed.ONE_INTERPRETER, name=name)
    try:
        module = _builtin_import(name, globals, locals, fromlist, level)
    except BaseException as error:
        # CPython's own `import` has no line in a traceback either.
        error.__traceback__ = hidden.programs(error.__traceback__)
        _note_missing(error)
        raise
    if not plain or fromlist:
        submodules.show(module.__name__ if level and fromlist else name, fromlist)
        _learn(name, level)
    return module


def _learn(name, level):
    # What the lab imports for itself, before it has a host, comes before it is known what shows submodules.
    if trace.host is not None and level == 0 and type(name) is str:
        if not closed.is_closed(name) and not submodules.shows(name):
            _plain.add(name)


def _note_missing(error):
    """Notes a module that is not here: a package, or a module of the library that needs what only a system has."""
    if trace.host is None or not isinstance(error, ModuleNotFoundError) or not isinstance(error.name, str):
        return
    if error.name == "threadpool":
        trace.host.note("threadpool")
    elif error.name.partition(".")[0] not in sys.stdlib_module_names:
        trace.host.note("package")
    elif error.msg.startswith("No module") and _is_wanted(hidden.behind(2)):
        # Another text says itself why the module is not here.
        trace.host.note("absent")


def _is_wanted(frame):
    """Tells whether the program imports it. The library goes on without some modules, and none of its own is told of."""
    while frame is not None and frame.f_code.co_filename.endswith("importlib/__init__.py"):
        frame = frame.f_back
    return frame is not None and not trace.is_library[frame.f_code.co_filename]


_gcd_import = _bootstrap._gcd_import


def _import_module(name, package=None, level=0):
    """The same for importlib.import_module."""
    try:
        module = _gcd_import(name, package, level)
    except BaseException as error:
        error.__traceback__ = hidden.programs(error.__traceback__)
        _note_missing(error)
        raise
    submodules.show(getattr(module, "__name__", name), ())
    return module


def _is_program():
    """Tells whether a program calls the function that asks this. Pyodide itself imports while it comes back from a snapshot."""
    frame = hidden.behind(2)
    return trace.host is not None and frame is not None and not trace.is_library[frame.f_code.co_filename]


# Tracebacks of imports leave out what leads to a call of this.
_quietly = _bootstrap._call_with_frames_removed


class Loader(SourceFileLoader):
    """Compiles the files of the program under their own short names, with switch points in them."""

    def __init__(self, name, path, short):
        super(Loader, self).__init__(name, path)
        self.short = short

    def get_code(self, fullname):
        key = (self.short, fullname in over)
        code = compiled.get(key)
        if code is None:
            data = self.get_data(self.path)
            if handed_in is not None:
                handed_in(self.path, data)
            code = compiled[key] = _quietly(compile, data, self.short, "exec", dont_inherit=True)
            if fullname not in over:
                points.instrument(code)
                if trace.granularity == "access":
                    points.plan.scan(code)
        return code


class _Finder(MetaPathFinder):
    """Finds modules in the program's folder before all others, as `python file.py` does."""

    def find_spec(self, name, path=None, target=None):
        short = name.replace(".", "/")
        for file, package in ((f"{short}/__init__.py", True), (f"{short}.py", False)):
            full = f"{ROOT}/{file}"
            if os.path.isfile(full):
                loader = Loader(name, full, file)
                spec = ModuleSpec(name, loader, origin=file, is_package=package)
                spec.has_location = True
                if package:
                    spec.submodule_search_locations.append(f"{ROOT}/{short}")
                return spec
        return None


sys.meta_path[:0] = [closed.Finder(), _Finder(), processes.Finder(), late.Finder()]
processes.install()
builtins.input = in_c(_input, "builtins", input)
builtins.__import__ = in_c(_import, "builtins", __import__)
_bootstrap._gcd_import = _import_module
os._exit = in_c(_os_exit, "posix", os._exit)
