"""Memory that code of the library's or in C touches beyond its arguments: what they lead to, and what it keeps for itself.

A search that claims all orders must have seen every access. So a call that may touch more is told as unseen, by its name.
It does not matter where the thread is the only one left.
"""

import contextlib
import functools
import gc
import sys
import types

import lab_access as access
import lab_trace as trace
from lab_access import READ, WRITE, hidden, label, location
from lab_kinds import ATOMS, CONTAINERS, VIEWS, is_foreign, is_iterator
from lab_touch import MANY, other, shape, whole

# Modules whose functions keep nothing that the order of calls could show, but in their arguments.
_QUIET = set(
    "builtins operator _operator math cmath itertools functools _functools collections _collections _collections_abc heapq "
    "_heapq bisect _bisect copy json _json string re _sre statistics time datetime _datetime fractions decimal _decimal "
    "numbers textwrap hashlib _hashlib base64 binascii struct _struct zlib typing types dataclasses enum abc _abc contextlib "
    "random _random threading _thread queue _queue concurrent asyncio _asyncio pprint reprlib array _io io".split()
)
_LOUD = {open, input, exec, eval, compile, dir, breakpoint, __import__, contextlib.redirect_stdout, contextlib.redirect_stderr}
_LOUD |= {contextlib.chdir}
_CALM_OF_SYS = set("exit exc_info exception intern getswitchinterval setswitchinterval getsizeof getrecursionlimit".split())
# Methods that an instance answers to C with.
_HOOKS = set(
    "__lt__ __le__ __gt__ __ge__ __eq__ __hash__ __repr__ __str__ __format__ __iter__ __next__ __len__ __bool__ __call__ "
    "__contains__ __getitem__ __add__ __radd__ __index__ __int__ __float__ __missing__ __reduce__ __reduce_ex__".split()
)
_CODE = (types.FunctionType, types.MethodType, types.BuiltinFunctionType, functools.partial)
# Stand-ins for functions in C that tell what they touch; those for files and processes do not.
_TOLD = {f"/lab_runtime/lab_{name}.py" for name in ("locks", "module", "trace", "clock", "threads", "safe", "order")}
_CALLS = {"sorted", "min", "max", "list.sort"}
_NEVER = (type, types.ModuleType, types.CodeType, types.FrameType, types.TracebackType, types.GeneratorType, types.CoroutineType)
_CACHED = type(functools.cache(len))

# Code of the library's operations, by id: their effects are told by themselves (lab_points).
operations = set()


def told(function, name):
    """An attribute of a function; None: it has none, or code of the program would be asked for it."""
    return getattr(function, name, None) if is_foreign(type(function)) else None


def name_of(function):
    owner = told(function, "__objclass__") or told(function, "__self__")
    name = told(function, "__qualname__") or type(function).__qualname__
    module = told(function, "__module__")
    if "." in name or owner is None or issubclass(type(owner), types.ModuleType):
        return name if module in (None, "builtins") or "." in name else f"{module}.{name}"
    return f"{type(owner).__qualname__}.{name}"


def is_operation(function):
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    return code is not None and (id(code) in operations or code.co_filename in _TOLD)


def _is_of_python(kind):
    return any(type(part) is types.FunctionType for base in kind.__mro__[:-1] for part in base.__dict__.values())


def _inside(thing):
    """All that a thing leads to directly. Nothing of the program is asked for it."""
    kind = type(thing)
    if issubclass(type(thing), _NEVER) or kind is types.FunctionType:
        return ()
    if issubclass(type(thing), BaseException):
        return BaseException.args.__get__(thing)
    if issubclass(type(thing), (types.MethodType, types.BuiltinFunctionType)):
        return (thing.__self__,)
    if is_foreign(kind) and not issubclass(type(thing), CONTAINERS) and _is_of_python(kind):
        return ()
    return gc.get_referents(thing)


def walk(things):
    """Each thing that these are or lead to, once."""
    todo, seen = list(things), set()
    while todo:
        thing = todo.pop()
        if issubclass(type(thing), ATOMS) or id(thing) in seen:
            continue
        seen.add(id(thing))
        if len(seen) > MANY:
            return hidden("many objects")
        yield thing
        todo.extend(_inside(thing))


def _is_still(code):
    """Tells whether this code touches nothing that others can see."""
    return not code.co_names and not code.co_freevars


def runs_program(thing):
    """Tells whether C runs the program's code when it uses this."""
    if issubclass(type(thing), types.FunctionType):
        return not trace.is_library[thing.__code__.co_filename] and not _is_still(thing.__code__)
    if issubclass(type(thing), (types.MethodType, functools.partial)):
        return runs_program(thing.__func__ if issubclass(type(thing), types.MethodType) else thing.func)
    if issubclass(type(thing), type):
        return not is_foreign(thing)
    if issubclass(type(thing), _CACHED):
        return runs_program(thing.__wrapped__)
    return any(
        name in _HOOKS and type(part) is types.FunctionType
        for base in type(thing).__mro__
        if not is_foreign(base)
        for name, part in base.__dict__.items()
    )


def _iterated(thing):
    """An iterator moves on; a view does not."""
    if issubclass(type(thing), VIEWS) or not access.named(thing):
        return ()
    return ((location((label(thing), "[]")), WRITE),)


def reads(name, things, deep=True):
    """These are read: containers and what is in them, and what iterators go through; not attributes, which only code of the
    program's reads. `deep`: what is in containers is looked at too."""
    found, shared = [], False
    # Of functions only those are called that are given for it, or that an iterator goes through.
    runs = name in _CALLS and any(issubclass(type(thing), _CODE) and runs_program(thing) for thing in things)
    for thing in walk(things) if deep else _through(things):
        known = access.named(thing)
        if issubclass(type(thing), CONTAINERS):
            found += whole(thing)
        elif is_iterator(thing):
            found += _iterated(thing)
            runs = runs or any(issubclass(type(part), _CODE) and runs_program(part) for part in _inside(thing))
        elif issubclass(type(thing), types.BuiltinFunctionType) and issubclass(type(thing.__self__), CONTAINERS):
            # An iterator that calls `items.append` changes the items.
            found.append((location((label(thing.__self__), "[]")), WRITE))
        else:
            runs = runs or (not issubclass(type(thing), (*_CODE, type)) and runs_program(thing))
            continue
        shared = shared or known
    if shared and runs:
        # The program's code is run in the middle, and what is read after that is not told.
        hidden(name)
    return tuple(found)


def size(thing):
    """Only the number of its items is read; a view has those of its dictionary."""
    if issubclass(type(thing), CONTAINERS):
        return shape(thing, READ)
    if issubclass(type(thing), ATOMS):
        return ()
    return reads("len", [thing], deep=False) if is_iterator(thing) else other(thing, READ)


def _through(things):
    """These, and what iterators among them go through."""
    todo = list(things)
    while todo:
        thing = todo.pop()
        if not issubclass(type(thing), ATOMS):
            yield thing
            if is_iterator(thing):
                todo.extend(_inside(thing))


def synchronizes(thing):
    """A lock, a queue, a pool, output: its operations tell what they do to it."""
    kind = type(thing)
    return str(kind.__module__).startswith("lab_") or (is_foreign(kind) and access.guard(thing) is not None)


def beyond(function, owner, given):
    """A call of a function that is not known here: tells where it may touch more than `given` themselves."""
    name = name_of(function)
    module = str(told(function, "__module__") or getattr(type(owner), "__module__", "")).partition(".")[0]
    calm = module in _QUIET or (module == "sys" and told(function, "__name__") in _CALM_OF_SYS)
    if issubclass(type(function), type) and not is_foreign(function):
        return None
    if module == "lab_world" and name.startswith("Output."):
        return None
    if _among(function, _LOUD) or not calm:
        return hidden(name)
    if issubclass(type(function), type):
        # It keeps what it is given.
        return None
    top = {id(thing) for thing in given}
    shared, runs = False, False
    for thing in walk(given):
        known = access.named(thing)
        if issubclass(type(thing), CONTAINERS) or is_iterator(thing):
            if known and id(thing) not in top:
                return hidden(name)
            shared = shared or known
        elif runs_program(thing):
            runs = True
        elif known and not issubclass(type(thing), (*_CODE, *_NEVER, BaseException)) and not is_foreign(type(thing)):
            # An instance of the program's: its attributes are memory.
            return hidden(name)
    if shared and runs:
        hidden(name)
    return None


def _among(function, known):
    try:
        return function in known
    except TypeError:
        return False


def printed():
    """Text is written: only where the program has put something else in the place of sys.stdout does that touch memory."""
    out = sys.stdout
    return () if type(out).__module__ == "lab_world" else ((location((label(out), "[]")), WRITE),)
