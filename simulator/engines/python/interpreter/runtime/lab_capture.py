"""Captures the stack of a parked thread, and the variables that the program would see there."""

import json
import types

from lab_kinds import own_dict
from lab_repr import repr_of

MAX_FRAMES = 8
MAX_VARIABLES = 24
_HIDDEN = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type, types.MethodType)

trace = None
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _shown(name, value):
    """A variable: its name and its value as a text. A queue has its handle and its number too."""
    return name, repr_of(value), *(trace.names.handle(value) or ())


def _variables(values):
    shown = []
    # `lab_kinds.is_a` without its call, which would be one for each variable at each step.
    for name, value in list(values.items()):
        if name.startswith("__") or name.startswith(".") or issubclass(type(value), _HIDDEN):
            continue
        shown.append(_shown(name, value))
        if name == "self":
            for key, part in list(own_dict(value).items())[:12]:
                if not key.startswith("_") or key.count("__") == 0 and len(key) < 24 and key[1:2] != "_":
                    if not issubclass(type(part), _HIDDEN) and key not in _THREAD:
                        shown.append(_shown(f"self.{key}", part))
        if len(shown) >= MAX_VARIABLES:
            break
    return shown


# Attributes that threading gives every Thread: noise to a learner who looks at their own.
_THREAD = frozenset(
    "_target _name _args _kwargs _daemonic _context _ident _native_id _os_thread_handle _started _initialized "
    "_stderr _invoke_excepthook _handle".split()
)


def capture(thread, frame):
    """Sends the stack of `thread`, innermost frame first: [file, function, line, variables] each, and the globals last."""
    stack = []
    bottom = frame
    while frame is not None and len(stack) < MAX_FRAMES:
        code = frame.f_code
        if not trace.is_library[code.co_filename]:
            module = code.co_name == "<module>"
            stack.append((code.co_filename, code.co_name, frame.f_lineno, [] if module else _variables(frame.f_locals)))
        frame = frame.f_back
    trace.host.stack(thread, _encode((stack, _variables(bottom.f_globals))))
