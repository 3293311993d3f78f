"""Hears of what CPython's C code offers to a program under a check: files and code from elsewhere, and the heap."""

import builtins
import posix
import sys

import lab_closed as closed
import lab_owner as owner
import lab_points as points
import lab_trace as trace
import lab_world as world
from lab_hidden import behind

__builtins__ = dict(vars(builtins))

# Library code that runs a text which it has made.
_RUNS_TEXT = ("/dataclasses.py", "/collections/__init__.py", "/typing.py", "annotationlib.py", "/functools.py", "/enum.py")
_IMPORTLIB = ("<frozen importlib", "<frozen zipimport")
_FOLDERS = ("/lab/", "/tmp/", "/home/pyodide/", "/dev/")

_active = False
_last_opened = ""


def _inside(path):
    """Tells whether this is one of the folders that a program may write to. `..` is followed."""
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
            owner.reached("open", frame)
    elif not isinstance(path, int):
        _last_opened = path


def _moves(frame, code, *paths):
    if not all(_inside(path) for path in paths if isinstance(path, (str, bytes)) or hasattr(path, "__fspath__")):
        owner.reached("os", frame)


def _compiles(frame, code, _source, filename):
    if isinstance(filename, bytes):
        filename = filename.decode("utf-8", "replace")
    forged = isinstance(filename, str) and filename.startswith((trace.LIBRARY, "<frozen", owner.OURS))
    if not owner.is_library(code) or (forged and not owner.is_own(code) and not code.co_filename.startswith(_IMPORTLIB)):
        owner.reached("compile", frame)


def _executes(frame, code, executed):
    if not owner.is_library(code):
        owner.reached("exec", frame)
    if owner.is_own(code):
        return
    if code.co_filename.startswith(_IMPORTLIB):
        if not owner.is_library(executed) and not any(executed is known for known in world.compiled.values()):
            owner.reached("import", frame)
    elif code.co_filename.endswith(_RUNS_TEXT):
        points.step(executed)
    else:
        owner.reached("exec", frame)


def _follows(frame, executed):
    """Puts switch points into code that the program makes of a text: without any, a loop in it could not be stopped."""
    if frame is None:  # At the bottom of a thread: the program's own file, which has them, or a text.
        library = any(executed is known for known in points.instrumented)
    else:
        library = trace.is_library[frame.f_code.co_filename]
    if not library:
        points.step(executed)


def _unmarshals(frame, code, data, *_):
    path = _last_opened if isinstance(_last_opened, str) else ""
    # Frozen modules of CPython are read without a file.
    frozen = code.co_filename == "<frozen importlib._bootstrap>" and owner.OURS.encode() not in bytes(data)
    if not frozen and not (code.co_filename.startswith(_IMPORTLIB) and path.startswith(trace.LIBRARY)):
        owner.reached("marshal", frame)


def _imports(frame, code, name, *_):
    if name.partition(".")[0] in closed.MEMORY:
        owner.reached(name, frame)


def _forbidden(name):
    def forbidden(frame, code, *_):
        if not owner.may(code, name.rpartition(".")[2]):
            owner.reached(name, frame)

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
    if not _active:
        # An interpreter that comes back from a snapshot imports without any frame.
        if event == "exec" and trace.host is not None:
            _follows(behind(1), *args)
    elif event in _EVENTS or event.startswith("ctypes."):
        frame = owner.getframe(1)
        _EVENTS.get(event, _ctypes)(frame, owner.code_of(frame), *args)


def install():
    """Once: a hook cannot be taken away, so it is switched by `listen`."""
    sys.addaudithook(_hook)


def listen(active):
    """Says whether a check's program runs from now on."""
    global _active
    _active = active
