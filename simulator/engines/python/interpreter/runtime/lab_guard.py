"""Watches a check's run for code that reaches into the interpreter, however it is spelled.

Names in a file can be hidden; what they lead to cannot. Some attributes lead from an object to the frames, globals and
cells of others. While a check runs, these are properties of ours. A program that comes there is told to the host with
its line. What belongs to the check or to us is shown to no other code.
"""

import builtins
import gc
import sys
import types

import lab_audit as audit
import lab_closed as closed
import lab_kept as kept
import lab_owner as owner
import lab_world as world

# Functions that are defined from here on keep the builtins that no program can change.
__builtins__ = dict(vars(builtins))
PRISTINE = __builtins__

_code_of = types.FunctionType.__dict__["__code__"].__get__
_function_of = types.MethodType.__dict__["__func__"].__get__

_installed = False


def _ours_by_code(function):
    return owner.is_own(_code_of(function))


def _of_method(method):
    function = _function_of(method)
    return type(function) is types.FunctionType and _ours_by_code(function)


def _hidden_self(method, get=types.BuiltinFunctionType.__dict__["__self__"].__get__):
    return type(get(method)) not in (types.ModuleType, type)


def _property(name, original, secure, instead, lenient):
    """`original` for those who may see it. `instead`: what the library sees of ours. `lenient`: a program may see its own."""
    get = original.__get__

    def seen(thing):
        frame = owner.getframe(1)
        code = owner.code_of(frame)
        if secure(thing):
            if not owner.may(code, name):
                # What the library does not ask for by itself, it asks for the program.
                if owner.is_own(code) or not owner.is_library(code) or not owner.says(code, name):
                    owner.reached(name, frame)
                if instead is AttributeError:
                    raise AttributeError(name)
                return instead()
        elif not lenient and not owner.is_library(code):
            owner.reached(name, frame)
        return get(thing)

    put, delete = getattr(original, "__set__", None), getattr(original, "__delete__", None)

    def changes(thing, value):
        frame = owner.getframe(1)
        if not owner.may(owner.code_of(frame), name) and (secure(thing) or not owner.is_library(owner.code_of(frame))):
            owner.reached(name, frame)
        put(thing, value)

    def deletes(thing):
        owner.reached(name, owner.getframe(1))

    return property(seen, put and changes, delete and deletes)


def _method(name, original, secure):
    def call(thing, *args):
        frame = owner.getframe(1)
        if secure(thing) and not owner.may(owner.code_of(frame), name):
            owner.reached(name, frame)
        return original(thing, *args)

    return call


def _subclasses(cls, original=type.__dict__["__subclasses__"]):
    frame = owner.getframe(1)
    code = owner.code_of(frame)
    if owner.is_own(code) or not owner.is_library(code):
        owner.reached("__subclasses__", frame)
    return original(cls)


def _nothing(_thing):
    return False


def _frame_is_ours(frame):
    return owner.is_own(owner.code_of(frame))


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
        frame = owner.getframe(1)
        if not owner.may(owner.code_of(frame), name):
            owner.reached(title, frame)
        return original(*args)

    return call


def set_up():
    """Once, before a snapshot is taken."""
    for kind, name, guarded in _guards():
        [names] = gc.get_referents(kind.__dict__)
        _places.append((names, name, names[name], guarded))
    for module, title, names in ((sys.monitoring, "monitoring.", _MONITORING), (sys, "", _TRACING)):
        for name in names:
            original = getattr(module, name)
            _functions.append((vars(module), name, original, _function(name, f"{title}{name}", original)))
    kept.keep()
    for name, module in list(sys.modules.items()):
        if name.startswith("lab_"):
            owner.register_all(vars(module))
    owner.register_all(vars(sys.modules["_thread"]))
    audit.install()


def _module_reached(name):
    owner.reached(name, owner.getframe(1))


def pause():
    """Stops the audit: our own code runs next."""
    audit.listen(False)


def watch(check):
    """Says whether the next run is a check."""
    global _installed
    if check != _installed:
        audit.listen(False)
        _put(check)
        world.handed_in = owner.handed_in if check else None
        closed.reached = _module_reached if check else None
        _installed = check
    audit.listen(check)
