"""sys.settrace and sys.setprofile of each thread, for the program's own frames.

CPython keeps one function in the thread state, which all threads share here. It walks the frames of all threads to set
it. So a monitoring tool of its own calls the functions, and only for code of the program's files.
"""

import sys
import types

import lab_threads as threads
from lab_hidden import behind
from lab_in_c import in_c

monitoring = sys.monitoring
events = monitoring.events
TOOL = 4

_LOCAL = events.PY_START | events.PY_RESUME | events.PY_RETURN | events.PY_YIELD
_GLOBAL = events.PY_UNWIND | events.RAISE | events.PY_THROW

# The program's code, by its id.
_known = {}
_functions = {"trace": {}, "profile": {}}
# Threads that are in a call of such a function.
_inside = set()
_active = 0, 0


def knows(code):
    """`code` is the program's."""
    _known[id(code)] = code
    if _active[0]:
        monitoring.set_local_events(TOOL, code, _active[0])


def forget():
    """The program's files have changed, and their code with them."""
    _known.clear()


def _activate():
    """Listens to what the functions that are set want to hear of."""
    global _active
    tracing, profiling = bool(_functions["trace"]), bool(_functions["profile"])
    local = (_LOCAL if tracing or profiling else 0) | (events.LINE if tracing else 0) | (events.CALL if profiling else 0)
    wanted = local, _GLOBAL if local else 0
    if wanted == _active:
        return
    if not any(_active):
        monitoring.use_tool_id(TOOL, "sys.settrace")
        for event, callback in _CALLBACKS.items():
            monitoring.register_callback(TOOL, event, callback)
    _active = wanted
    monitoring.set_events(TOOL, wanted[1])
    for code in _known.values():
        monitoring.set_local_events(TOOL, code, local)
    if not local:
        monitoring.free_tool_id(TOOL)


def _call(kind, function, frame, event, arg):
    """Calls a function, which is not traced itself; one that raises is not called again."""
    me = threads.current
    _inside.add(me)
    try:
        return function(frame, event, arg)
    except BaseException:
        _functions[kind].pop(me, None)
        if kind == "trace":
            frame.f_trace = None
        raise
    finally:
        _inside.discard(me)


def _of(kind):
    return None if threads.current in _inside else _functions[kind].get(threads.current)


def _local(frame, event, arg):
    """The frame's own trace function hears of what happens in it."""
    if _of("trace") is not None and frame.f_trace is not None and (event != "line" or frame.f_trace_lines):
        following = _call("trace", frame.f_trace, frame, event, arg)
        if following is not None:
            frame.f_trace = following


def _profile(frame, event, arg):
    function = _of("profile")
    if function is not None:
        _call("profile", function, frame, event, arg)


def _begins(code, _offset, *_error):
    if id(code) not in _known:
        return
    frame = sys._getframe(1)
    function = _of("trace")
    if function is not None:
        frame.f_trace = _call("trace", function, frame, "call", None)
    _profile(frame, "call", None)


def _line(code, _number):
    _local(sys._getframe(1), "line", None)


def _leaves(code, value):
    if id(code) not in _known:
        return
    frame = behind(2)
    _local(frame, "return", value)
    _profile(frame, "return", value)


def _returns(code, _offset, value):
    _leaves(code, value)


def _unwinds(code, _offset, _error):
    _leaves(code, None)


def _raises(code, _offset, error):
    if id(code) in _known:
        _local(sys._getframe(1), "exception", (type(error), error, error.__traceback__))


def _in_c(function, first):
    """The C function of a call, as a profiler is told of it; None: it is none."""
    if isinstance(function, types.BuiltinFunctionType | staticmethod):
        return function
    if isinstance(function, types.MethodDescriptorType) and first is not monitoring.MISSING:
        return function.__get__(first)
    return None


def _c(event):
    def happened(_code, _offset, function, first):
        called = _in_c(function, first)
        if called is not None:
            _profile(sys._getframe(1), event, called)

    return happened


_CALLBACKS = {
    events.PY_START: _begins,
    events.PY_RESUME: _begins,
    events.PY_THROW: _begins,
    events.LINE: _line,
    events.PY_RETURN: _returns,
    events.PY_YIELD: _returns,
    events.PY_UNWIND: _unwinds,
    events.RAISE: _raises,
    events.CALL: _c("c_call"),
    events.C_RETURN: _c("c_return"),
    events.C_RAISE: _c("c_exception"),
}


def _setter(kind, everywhere):
    def set_it(function, /):
        ids = range(len(threads.threads)) if everywhere else (threads.current,)
        for thread in ids:
            if function is None:
                _functions[kind].pop(thread, None)
            else:
                _functions[kind][thread] = function
        _activate()

    return set_it


def _getter(kind):
    return lambda: _functions[kind].get(threads.current)


def reset():
    """As it is when a program begins."""
    for functions in _functions.values():
        functions.clear()
    _inside.clear()
    _activate()


def install():
    """Once."""
    for kind in ("trace", "profile"):
        makes = {f"set{kind}": _setter(kind, False), f"get{kind}": _getter(kind), f"_set{kind}allthreads": _setter(kind, True)}
        for name, made in makes.items():
            setattr(sys, name, in_c(made, "sys", getattr(sys, name), name))
