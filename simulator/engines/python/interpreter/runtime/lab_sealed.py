"""Takes away what leads to JavaScript, once Python has started and before any program runs.

This is the near side. The far side is `simulator/sandbox/boundary.ts`, which does not rely on it: a program can write to
all of its memory, so nothing in Python can hold it.
"""

import sys
import types

_DOORS = ("js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core")


def _is_door(name):
    return isinstance(name, str) and name.partition(".")[0] in _DOORS


def _is_proxy(value):
    """Tells whether it is an object of JavaScript, or a module made of one."""
    return _is_door(type(value).__module__)


def _forget_proxies(names):
    """Empties a module of what it keeps of JavaScript. Its own functions stay, since C calls some of them."""
    for name, value in list(names.items()):
        if _is_proxy(value):
            del names[name]
        elif isinstance(value, dict) and any(map(_is_proxy, value.values())):
            value.clear()


def _put_back(module):
    """Functions of the library that Pyodide has replaced: each keeps the original (`__wrapped__`)."""
    for name, value in list(vars(module).items()):
        if isinstance(value, types.FunctionType) and _is_door(value.__globals__.get("__name__")):
            setattr(module, name, getattr(value, "__wrapped__", None))


def seal():
    """Cuts Python off from JavaScript. There is no way back."""
    for finder in list(sys.meta_path):
        if _is_door(type(finder).__module__) or _is_door(getattr(finder, "__module__", None)):
            sys.meta_path.remove(finder)
            if not isinstance(finder, type):
                vars(finder).get("jsproxies", {}).clear()
                vars(finder).clear()
    for name in [name for name in sys.modules if _is_door(name)]:
        module = sys.modules.pop(name)
        if isinstance(module, types.ModuleType):
            _forget_proxies(vars(module))
    for module in list(sys.modules.values()):
        if type(module) is types.ModuleType and not module.__name__.startswith("lab_"):
            _put_back(module)
    events = sys.modules.get("asyncio.events")
    if events is not None and _is_door(type(getattr(events, "_event_loop_policy", None)).__module__):
        events._event_loop_policy = None
