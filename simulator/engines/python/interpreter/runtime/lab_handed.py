"""Functions that a program hands over, and that the library calls later: its code has no call of them (lab_reachable)."""

import sys

from lab_library import threading

PROPERTY = "property"
# A function that is told of everything may do anything.
WATCH_ALL = {"settrace", "settrace_all_threads", "setprofile", "setprofile_all_threads", "addaudithook", "monitoring"}
# Hooks that a program puts in place of the library's.
HOOKS = {"excepthook", "unraisablehook", "displayhook", "showwarning"}
# They call what they were given when a `with` is left.
LEFT = {"ExitStack", "AsyncExitStack", "closing", "aclosing"}
# Iterators that call what they were given.
LAZY = {"map", "filter", "iter", "starmap", "accumulate", "takewhile", "dropwhile", "filterfalse", "groupby"}
# Calls that iterate over what they are given.
CONSUMES = {
    *("next", "list", "tuple", "set", "frozenset", "dict", "sum", "any", "all", "min", "max", "sorted", "enumerate", "zip"),
    *("map", "filter", "reversed", "join", "extend", "update", "fromkeys", "deque", "Counter", "OrderedDict", "writelines"),
    *("send", "throw", "close", "chain", "islice", "reduce", "fsum", "prod"),
}
# They run what they are given in a thread, or whatever was given before.
HANDS_OVER = {"Thread", "Timer", "submit", "map", "apply_async", "map_async", "run_in_executor", "to_thread"}
STARTS = {"start", "start_new_thread"}
# What a program mentions, and the calls that then may call a function of its own.
_LATER = (
    ({"add_done_callback"}, {"set_result", "set_exception", "cancel", "set_running_or_notify_cancel"}),
    ({"Barrier"}, {"wait", "abort"}),
    ({"redirect_stdout", "redirect_stderr"}, {"print", "write", "flush", "writelines"}),
)
_STREAMS = {"stdout", "stderr"}
_OUTPUT = {"print", "write", "flush", "writelines"}

_LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "log"}
_OF_HANDLERS = {"emit", "handle", "filter", "format", "formatException", "formatTime", "write", "flush"}
# They call no more than the function that they decorate.
_DECORATORS = {
    *("property", "setter", "getter", "deleter", "staticmethod", "classmethod", "functools", "wraps", "cache", "lru_cache"),
    *("cached_property", "contextlib", "contextmanager", "asynccontextmanager", "abc", "abstractmethod", "typing", "override"),
    *("final", "overload", "unittest", "skip", "expectedFailure", "dataclass", "dataclasses", "total_ordering", "unique"),
}
_ACCESSORS = {"setter", "getter", "deleter"}
_PLAIN = {"MAKE_FUNCTION", "SET_FUNCTION_ATTRIBUTE"}
_BINDS = {"STORE_NAME", "STORE_GLOBAL", "STORE_ATTR"}
_LOADS = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_ATTR", "LOAD_FROM_DICT_OR_GLOBALS"}
_VALUES = ("LOAD_FAST", "LOAD_DEREF", "BINARY_OP", "BINARY_SUBSCR", "BINARY_SLICE")


def at_any_time(mentioned):
    """Tells whether a function of the program may be called between any two instructions. `mentioned`: the names in it."""
    return not mentioned.isdisjoint({"weakref", "_register_atexit"}) or {"gc", "callbacks"} <= mentioned


def calls(name, mentioned, stored):
    """Tells whether the library's function `name` may call what the program has handed over. `stored`: returns names."""
    if name in _OUTPUT and not mentioned.isdisjoint(_STREAMS) and not stored().isdisjoint(_STREAMS):
        return True
    return any(name in calling and not mentioned.isdisjoint(handing) for handing, calling in _LATER)


def is_plain_logging(name, mentioned, functions):
    """Tells whether it logs, without any handler or formatter of the program's own."""
    if name not in _LOGGING or "logging" not in mentioned or "QueueHandler" in mentioned:
        return False
    return _OF_HANDLERS.isdisjoint(functions)


def is_new(name):
    """Tells whether an import of `name` executes a module of the program."""
    top = name.partition(".")[0]
    if top in sys.stdlib_module_names:
        return False
    module = sys.modules.get(name)
    return module is None or hasattr(module, "__path__")


def unstarted():
    """The functions that will be run by threads which were made and not started."""
    for thread in list(threading._dangling):
        if not thread._started.is_set():
            plain = type(thread).run is threading.Thread.run
            yield thread.function if type(thread) is threading.Timer else thread._target if plain else type(thread).run


def is_value(read, at):
    """Tells whether a call has a local value or an item among its arguments: any function. `at`: where the callee is loaded."""
    for n in range(at + 1, len(read.opnames)):
        name = read.opnames[n]
        if name in ("POP_TOP", "RETURN_VALUE"):
            return False
        if name.startswith(_VALUES) and (name.count("LOAD_FAST") > 1 or read.opnames[n + 1] != "LOAD_ATTR"):
            return True
    return False


def is_lazy(read):
    """Tells whether it loads a function that makes an iterator which calls another one. `pool.map` is none."""
    pairs = zip(read.opnames, read.argvals, strict=True)
    return any(op in _LOADS and name in LAZY and (op != "LOAD_ATTR" or name != "map") for op, name in pairs)


def rebound(read):
    """Names that are bound to something else than a function just defined, or to one whose decorator may call others."""
    for n, name in enumerate(read.opnames):
        if name in _BINDS and not _is_plain(read, n - 1):
            yield read.argvals[n]


def _is_plain(read, at):
    """Tells whether the value on the stack after this instruction is a function, just defined."""
    while at > 0 and read.opnames[at] == "CALL":
        line = read.lines[at]
        on_line = [n for n, other in enumerate(read.lines) if other == line]
        if any(read.opnames[n] == "LOAD_BUILD_CLASS" for n in on_line):
            return True
        names = {read.argvals[n] for n in on_line if read.opnames[n] in _LOADS}
        # `@v.setter` names the property too.
        if not names or not names <= _DECORATORS and names.isdisjoint(_ACCESSORS):
            return False
        at -= 1
    return at > 0 and read.opnames[at] in _PLAIN


def accessors(read):
    """Names of the functions that a class makes properties of by calling `property`."""
    called = (read.calls[n] or read.opnames[n + 1] == "PUSH_NULL" for n, name in enumerate(read.argvals) if name == PROPERTY)
    return ("<lambda>", *read.code.co_names) if any(called) else ()
