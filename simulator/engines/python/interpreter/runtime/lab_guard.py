"""Watches a check's run for code that reaches into the interpreter, however it is spelled.

Names in a file can be hidden; what they lead to cannot. So while a check runs, the attributes that lead from an object to
the frames, globals and cells of others are properties of ours, and an audit hook hears of what C offers. A program that
comes there is told to the host with its line. What belongs to the check or to us is shown to nobody else.
"""

import builtins
import gc
import posix
import sys
import types

import lab_locks as locks
import lab_module
import lab_restore as restored
import lab_trace as trace
import lab_world as world
from lab_library import base, futures, queue, threading

# Functions that are defined from here on keep the builtins that no program can change.
__builtins__ = dict(vars(builtins))
PRISTINE = __builtins__

OURS = "/lab_runtime/"
# Library code that runs a text which it has made.
_RUNS_TEXT = ("/dataclasses.py", "/collections/__init__.py", "/typing.py", "annotationlib.py", "/functools.py", "/enum.py")
_IMPORTLIB = ("<frozen importlib", "<frozen zipimport")
_FOLDERS = ("/lab/", "/tmp/", "/home/pyodide/", "/dev/")
_BANNED = {"ctypes", "_ctypes", "_testcapi", "_testinternalcapi", "_testlimitedcapi", "_interpreters", "_remote_debugging"}

_getframe = sys._getframe
_back = types.FrameType.__dict__["f_back"].__get__
_code = types.FrameType.__dict__["f_code"].__get__
_lineno = types.FrameType.__dict__["f_lineno"].__get__
_code_of = types.FunctionType.__dict__["__code__"].__get__
_function_of = types.MethodType.__dict__["__func__"].__get__

# Our own code and the check's, by address: a file's name can be changed.
_ours = set()
# The program's files as they were handed in: names to texts.
_files = {}
# The attributes are guarded; the audit hook listens.
_installed = False
_active = False
_last_opened = ""


def _is_library(code):
    return code.co_filename.startswith((trace.LIBRARY, "<frozen ")) or id(code) in _ours


def _is_ours(code, name):
    """Our own code may, where it says so itself: a function in C that the check happens to call may not."""
    return id(code) in _ours and _says(code, name)


def _says(code, name):
    return name in code.co_names or name in code.co_consts


def register(code):
    """From now on this code, and every function in it, is ours."""
    _ours.add(id(code))
    for const in code.co_consts:
        if type(const) is types.CodeType:
            register(const)


def _register(names):
    for thing in list(names.values()):
        for each in (thing, *(getattr(thing, part, None) for part in ("fget", "fset", "__func__"))):
            if type(each) is types.FunctionType and each.__code__.co_filename.startswith(OURS):
                register(each.__code__)
        if type(thing) is type and thing.__module__.startswith(("lab_", "_thread")):
            _register(vars(thing))


def reached(name, frame):
    """Tells the host of the innermost line of a file of the program's that led here."""
    while frame is not None and _code(frame).co_filename not in _files:
        frame = _back(frame)
    file, line = (_code(frame).co_filename, _lineno(frame)) if frame is not None else ("", 0)
    trace.host.reached(file, line, name)
    raise AttributeError(f"{name} is closed while an exercise is checked")


# --- attributes -----------------------------------------------------------------------------------------------------


def _ours_by_code(function):
    return id(_code_of(function)) in _ours


def _of_method(method):
    function = _function_of(method)
    return type(function) is types.FunctionType and _ours_by_code(function)


def _hidden_self(method, get=types.BuiltinFunctionType.__dict__["__self__"].__get__):
    return type(get(method)) not in (types.ModuleType, type)


def _property(name, original, secure, instead, lenient):
    """`original` for those who may see it. `instead`: what the library sees of ours. `lenient`: a program may see its own."""
    get = original.__get__

    def seen(thing):
        frame = _getframe(1)
        code = _code(frame)
        if secure(thing):
            if not _is_ours(code, name):
                # What the library does not ask for by itself, it asks for somebody else.
                if id(code) in _ours or not _is_library(code) or not _says(code, name):
                    reached(name, frame)
                if instead is AttributeError:
                    raise AttributeError(name)
                return instead()
        elif not lenient and not _is_library(code):
            reached(name, frame)
        return get(thing)

    put, delete = getattr(original, "__set__", None), getattr(original, "__delete__", None)

    def changes(thing, value):
        frame = _getframe(1)
        if not _is_ours(_code(frame), name) and (secure(thing) or not _is_library(_code(frame))):
            reached(name, frame)
        put(thing, value)

    def deletes(thing):
        reached(name, _getframe(1))

    return property(seen, put and changes, delete and deletes)


def _method(name, original, secure):
    def call(thing, *args):
        frame = _getframe(1)
        if secure(thing) and not _is_ours(_code(frame), name):
            reached(name, frame)
        return original(thing, *args)

    return call


def _subclasses(cls, original=type.__dict__["__subclasses__"]):
    frame = _getframe(1)
    code = _code(frame)
    if id(code) in _ours or not _is_library(code):
        reached("__subclasses__", frame)
    return original(cls)


def _nothing(_thing):
    return False


def _frame_is_ours(frame):
    return id(_code(frame)) in _ours


def _always(_thing):
    return True


def _guards():
    function, frame, method, builtin = types.FunctionType, types.FrameType, types.MethodType, types.BuiltinFunctionType
    for kind, name, secure, instead, lenient in (
        (function, "__globals__", _ours_by_code, dict, False),
        (function, "__builtins__", _ours_by_code, dict, False),
        (function, "__closure__", _ours_by_code, types.NoneType, False),
        (function, "__code__", _nothing, None, False),
        (frame, "f_back", _nothing, None, False),
        (frame, "f_globals", _frame_is_ours, dict, False),
        (frame, "f_locals", _frame_is_ours, dict, False),
        (frame, "f_builtins", _frame_is_ours, dict, False),
        (frame, "f_trace", _nothing, None, False),
        (types.TracebackType, "tb_frame", _nothing, None, False),
        (types.GeneratorType, "gi_frame", _nothing, None, False),
        (types.CoroutineType, "cr_frame", _nothing, None, False),
        (types.AsyncGeneratorType, "ag_frame", _nothing, None, False),
        (types.CellType, "cell_contents", _nothing, None, False),
        (method, "__self__", _of_method, AttributeError, True),
        (method, "__func__", _of_method, AttributeError, True),
        (builtin, "__self__", _hidden_self, AttributeError, True),
    ):
        yield kind, name, _property(name, kind.__dict__[name], secure, instead, lenient)
    for kind, secure in ((method, _of_method), (builtin, _hidden_self)):
        for name in ("__reduce__",):
            yield kind, name, _method(name, kind.__dict__[name], secure)
    yield type, "__subclasses__", _subclasses


_places = []
_functions = []
# Of `sys`: they lead to the frames of all threads, or take the switch points away.
_TRACING = ("settrace", "setprofile", "_settraceallthreads", "_setprofileallthreads", "_current_frames", "_current_exceptions")
_MONITORING = (
    *("use_tool_id", "free_tool_id", "clear_tool_id", "set_events", "set_local_events", "register_callback"),
    "restart_events",
)


def _put(which):
    for names, name, original, guarded in _places:
        names[name] = (original, guarded)[which]
    sys._clear_internal_caches()
    for names, name, *pair in _functions:
        names[name] = pair[which]


def _function(name, title, original):
    def call(*args):
        frame = _getframe(1)
        if not _is_ours(_code(frame), name):
            reached(title, frame)
        return original(*args)

    return call


# --- what C tells of -------------------------------------------------------------------------------------------------


def _inside(path):
    """Is this one of the folders that a program may write to? `..` is followed."""
    if isinstance(path, int):
        return True
    path = posix.fspath(path)
    text = path.decode("utf-8", "surrogateescape") if isinstance(path, bytes) else str(path)
    parts = []
    for part in (text if text[:1] == "/" else f"{posix.getcwd()}/{text}").split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return f"/{'/'.join(parts)}/".startswith(_FOLDERS)


def _opens(frame, code, path, mode, flags):
    global _last_opened
    if flags & (posix.O_WRONLY | posix.O_RDWR | posix.O_CREAT | posix.O_TRUNC):
        if not _inside(path):
            reached("open", frame)
    elif not isinstance(path, int):
        _last_opened = path


def _moves(frame, code, *paths):
    if not all(_inside(path) for path in paths if isinstance(path, (str, bytes)) or hasattr(path, "__fspath__")):
        reached("os", frame)


def _compiles(frame, code, _source, filename):
    if isinstance(filename, bytes):
        filename = filename.decode("utf-8", "replace")
    forged = isinstance(filename, str) and filename.startswith((trace.LIBRARY, "<frozen", OURS))
    if not _is_library(code) or (forged and id(code) not in _ours and not code.co_filename.startswith(_IMPORTLIB)):
        reached("compile", frame)


def _executes(frame, code, executed):
    if not _is_library(code):
        reached("exec", frame)
    if id(code) in _ours:
        return
    if code.co_filename.startswith(_IMPORTLIB):
        if not _is_library(executed) and not any(executed is known for known in world.compiled.values()):
            reached("import", frame)
    elif not code.co_filename.endswith(_RUNS_TEXT):
        reached("exec", frame)


def _unmarshals(frame, code, data, *_):
    path = _last_opened if isinstance(_last_opened, str) else ""
    # Frozen modules of CPython are read without a file.
    frozen = code.co_filename == "<frozen importlib._bootstrap>" and OURS.encode() not in bytes(data)
    if not frozen and not (code.co_filename.startswith(_IMPORTLIB) and path.startswith(trace.LIBRARY)):
        reached("marshal", frame)


def _imports(frame, code, name, *_):
    if name.partition(".")[0] in _BANNED:
        reached(name, frame)


def _forbidden(name):
    def forbidden(frame, code, *_):
        if not _is_ours(code, name.rpartition(".")[2]):
            reached(name, frame)

    return forbidden


_ctypes = _forbidden("ctypes")
_EVENTS = {
    **{
        event: _forbidden(event)
        for event in (
            *("gc.get_objects", "gc.get_referrers", "gc.get_referents", "sys.settrace", "sys.setprofile"),
            *("sys._current_frames", "sys._current_exceptions", "sys.addaudithook", "sys.monitoring.register_callback"),
            *("sys.remote_exec", "code.__new__", "cpython.run_interactivehook", "builtins.breakpoint"),
        )
    },
    "open": _opens,
    **dict.fromkeys(("os.rename", "os.link", "os.symlink", "os.remove", "os.truncate", "os.chmod", "os.rmdir"), _moves),
    "compile": _compiles,
    "exec": _executes,
    "marshal.loads": _unmarshals,
    "import": _imports,
}


def _hook(event, args):
    if _active and (event in _EVENTS or event.startswith("ctypes.")):
        frame = _getframe(1)
        _EVENTS.get(event, _ctypes)(frame, _code(frame), *args)


# --- what a program may not change ------------------------------------------------------------------------------------

# They change while programs run, or are there to be set.
_VOLATILE = {
    *("excepthook", "_counter", "_active", "_limbo", "_dangling", "_shutdown_locks", "_SHUTTING_DOWN", "_main_thread"),
    *("_active_limbo_lock", "_threading_atexits", "_profile_hook", "_trace_hook", "_shutdown", "_threads_queues"),
    *("_global_shutdown_lock", "time", "_time", "__builtins__", "__warningregistry__"),
}
_kept = []


def _keep():
    for title, thing in (
        *((each.__name__, each) for each in (threading, queue, futures, base, sys.modules["_thread"])),
        *(("_thread.lock", locks.lock), ("_thread._ThreadHandle", locks._ThreadHandle), ("_thread.RLock", threading._PyRLock)),
        *(("concurrent.futures.Future", base.Future), ("concurrent.futures.Executor", base.Executor)),
        ("concurrent.futures.ThreadPoolExecutor", futures.ThreadPoolExecutor),
        ("_thread._local", lab_module._local),
    ):
        names = dict(vars(thing))
        _kept.append((title, thing, {name: value for name, value in names.items() if name not in _VOLATILE}))


def changed():
    """The name of what the program has changed of the library that a check stands on; '' for nothing."""
    name = restored.changed()
    if name:
        return name
    for title, thing, kept in _kept:
        now = vars(thing)
        for name, value in kept.items():
            if now.get(name, _kept) is not value:
                return f"{title}.{name}"
    # What counts as the library has no switch points.
    for (short, _), code in world.compiled.items():
        if not _is_named(code, short):
            return f"{short}.co_filename"
    return ""


def _is_named(code, file):
    return code.co_filename == file and all(
        _is_named(const, file) for const in code.co_consts if type(const) is types.CodeType
    )


# --- switching it ----------------------------------------------------------------------------------------------------


def set_up():
    """Once, before a snapshot is taken."""
    for kind, name, guarded in _guards():
        [names] = gc.get_referents(kind.__dict__)
        _places.append((names, name, names[name], guarded))
    for module, title, names in ((sys.monitoring, "monitoring.", _MONITORING), (sys, "", _TRACING)):
        for name in names:
            original = getattr(module, name)
            _functions.append((vars(module), name, original, _function(name, f"{title}{name}", original)))
    _keep()
    for name, module in list(sys.modules.items()):
        if name.startswith("lab_"):
            _register(vars(module))
    _register(vars(sys.modules["_thread"]))
    sys.addaudithook(_hook)


def pause():
    """What follows is our own doing."""
    global _active
    _active = False


def watch(check):
    """Whether what runs next is a check."""
    global _active, _installed
    if check != _installed:
        _active = False
        _put(check)
        world.handed_in = _handed_in if check else None
        _installed = check
    _active = check


def hand_in(given):
    """Remembers the program's files as they are before anything runs."""
    _files.clear()
    # What has a slash in front is ours.
    _files.update((name, text) for name, text in given.items() if name[:1] != "/")


def _handed_in(path, data):
    """Is this file as it was handed in?"""
    name = path.removeprefix("/lab/")
    if name not in _files or _files[name].encode("utf-8", "surrogateescape") != data:
        reached(f"import {name}", _getframe(1))


CHECK = f"{OURS}check.py"


def line_of(depth):
    """The line of a check that calls the caller (1) of this; 0: something else does."""
    frame = _getframe(depth + 1)
    return _lineno(frame) if _code(frame).co_filename == CHECK else 0
