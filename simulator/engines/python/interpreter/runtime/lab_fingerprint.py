"""The fingerprint of a run: all that its threads see, as a text. Equal texts: nothing has changed, and the run goes round.

A text must not be equal where anything has: a program that counts, wherever it keeps its count, is not stuck. So what
cannot be looked into (a file, an iterator, what C alone knows) makes the answer empty: it is not known.

No other thread may walk the frames of a suspended thread: calls from C leave entries of the chain on the C stack.
Pyodide lends that memory to the thread that runs. So each thread is looked at just before it suspends, on its own stack.
"""

import array
import collections.abc
import contextvars
import datetime
import dis
import functools
import io
import itertools
import operator
import random
import re
import sys
import types
import weakref

import lab_locks as locks
import lab_points as points
import lab_threads as threads
import lab_trace as trace
from lab_c_types import is_ours
from lab_hidden import behind
from lab_in_c import builtin_function_or_method

# Suspensions after the last question until no thread is looked at any more.
ENOUGH = 2000
# Values that are looked at: of the modules, and of one thread.
MANY, SOME = 4000, 400
# Answers that were not known until the host asks no more.
HOPELESS = 8

_seen = {}
_left = 0
_generation = 0
_unknown = 0
# Code by its id, and between which instructions it has an iterator that cannot be looked at.
_loops = {}

_PLAIN = {int, float, str, bool, complex, bytes, range, types.NoneType, types.EllipsisType, types.NotImplementedType}
_INERT = {
    *(types.BuiltinFunctionType, types.CodeType, types.WrapperDescriptorType, types.MethodDescriptorType),
    *(types.GetSetDescriptorType, types.MemberDescriptorType, types.ClassMethodDescriptorType, types.GenericAlias),
    *(types.UnionType, property, staticmethod, builtin_function_or_method, classmethod, re.Pattern, weakref.ReferenceType),
    # threading.Thread has one; that a loop counts in a ContextVar is not believed.
    *(contextvars.Context, contextvars.ContextVar),
    *(type(collections.abc.Sized._abc_impl), operator.attrgetter, operator.itemgetter, operator.methodcaller),
}
# Types in C of which a value tells all of itself, and how.
_TOLD = {
    **{kind: kind.__repr__ for kind in (int, float, str, bytes, complex, itertools.count)},
    **{kind: kind.__repr__ for kind in (datetime.date, datetime.time, datetime.datetime, datetime.timedelta)},
    bytearray: bytes,
    array.array: array.array.tobytes,
    random.Random.__base__: lambda value: hash(random.Random.__base__.getstate(value)),
    type(functools.lru_cache(len)): lambda value: tuple(type(value).cache_info(value)),
    io.StringIO: lambda value: (io.StringIO.getvalue(value), io.StringIO.tell(value)),
    io.BytesIO: lambda value: (io.BytesIO.getvalue(value), io.BytesIO.tell(value)),
}
# Types in C that keep nothing but attributes.
_EMPTY = {object, types.SimpleNamespace}.union(
    *(kind.__mro__ for kind in (io.TextIOBase, io.RawIOBase, io.BufferedIOBase))
)
_HEAP_TYPE, _IMMUTABLE_TYPE = 1 << 9, 1 << 8
_size, _base = (type.__dict__[name].__get__ for name in ("__basicsize__", "__base__"))
_POINTER = _size(type("", (), {"__slots__": "one"})) - _size(object)


class _Unknown(Exception):
    pass


def reset():
    """Forgets the run before."""
    global _left, _unknown
    _left = _unknown = 0
    threads.watch = None
    _loops.clear()


def fingerprint():
    """The point that every thread has come to, and what it sees there; '': it cannot be known."""
    global _left, _generation, _unknown
    if _unknown >= HOPELESS:
        return ""
    if _left == 0:
        _seen.clear()
        _generation += 1
    _left = ENOUGH
    threads.watch = _watch
    asking = behind(1)
    if asking is not None:
        _seen[threads.current] = _stack(asking)
    try:
        if None in _seen.values():
            raise _Unknown
        look = _Look(MANY)
        modules = [look.names(module.__dict__) for module in list(sys.modules.values()) if _is_own(module)]
        return repr((_generation, modules, sorted(_seen.items()), hash(random.getstate())))
    except _Unknown:
        _unknown += 1
        if _unknown >= HOPELESS:
            threads.watch = None
        return ""


def _is_own(module):
    file = getattr(module, "__file__", None)
    return isinstance(file, str) and not trace.is_library[file]


def _watch(me):
    global _left
    _left -= 1
    if _left == 0:
        threads.watch = None
    else:
        _seen[me] = _stack(behind(2))


def _stack(frame):
    """The program's frames of this thread; None: they cannot be looked into."""
    seen = []
    look = _Look(SOME)
    try:
        while frame is not None:
            code = frame.f_code
            if not trace.is_library[code.co_filename]:
                if any(first <= frame.f_lasti < last for first, last in _iterating(code)):
                    raise _Unknown
                seen.append((frame.f_lasti, None if code.co_name == "<module>" else look.names(frame.f_locals)))
            frame = frame.f_back
    except _Unknown:
        return None
    return seen


def _iterating(code):
    known = _loops.get(id(code))
    if known is None:
        ranges = [(op.offset, op.jump_target) for op in dis.get_instructions(code) if op.opname == "FOR_ITER"]
        # A generator is somewhere in the middle of whatever drives it.
        if code.co_flags & points.GENERATES:
            ranges.append((0, len(code.co_code)))
        known = _loops[id(code)] = (code, ranges)
    return known[1]


def _is_of_python(kind):
    """Tells whether a class statement made it. Then C keeps of its values only what its base class has, and its slots. Many types
    of C are made at run time too, such as deque."""
    if not kind.__flags__ & _HEAP_TYPE or kind.__flags__ & _IMMUTABLE_TYPE and not is_ours(kind):
        return False
    own = kind.__dict__
    slots = sum(type(slot) is types.MemberDescriptorType for slot in own.values()) if "__slots__" in own else 0
    return _size(kind) == _size(_base(kind)) + slots * _POINTER


class _Look:
    """Looks at values, and at what they are made of, without calling anything of the program's."""

    def __init__(self, left):
        self.left = left
        self.met = {}

    def names(self, names):
        return [self.value(value) for name, value in list(names.items()) if name != "__builtins__"]

    def value(self, value):
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind in _INERT:
            return None
        if id(value) in self.met:
            return ("again", self.met[id(value)])
        self.met[id(value)] = len(self.met)
        self.left -= 1
        if self.left < 0:
            raise _Unknown
        if kind is types.FunctionType:
            return self.function(value)
        if kind is types.MethodType:
            return [self.value(value.__self__), self.value(value.__func__)]
        if kind is types.CellType:
            return self.cell(value)
        if kind is types.ModuleType:
            return None  # Those of the program are looked at anyway.
        if issubclass(kind, type):
            own = sys.modules.get(type.__dict__["__module__"].__get__(value))
            return self.names(type.__dict__["__dict__"].__get__(value)) if own is not None and _is_own(own) else None
        return [self.inside(value, kind), *self.attributes(value, kind)]

    def function(self, function):
        if trace.is_library[function.__code__.co_filename]:
            return None
        return [
            self.names(function.__dict__),
            self.value(function.__defaults__),
            self.value(function.__kwdefaults__),
            self.value(function.__closure__),
        ]

    def cell(self, cell):
        try:
            return [self.value(cell.cell_contents)]
        except ValueError:
            return None

    def inside(self, value, kind):
        """Returns the print of the part that C keeps of `value`; None: there is none. Raises _Unknown for other kinds."""
        solid = next(base for base in kind.__mro__ if not _is_of_python(base))
        if solid in _EMPTY:
            return None
        told = _TOLD.get(solid)
        if told is not None:
            try:
                return told(value)
            except ValueError:
                raise _Unknown
        if solid is types.TracebackType:
            # Its frames have run: those that still do are looked at by themselves.
            return [value.tb_lineno, value.tb_lasti, self.value(value.tb_next)]
        if solid is functools.partial:
            return [self.value(part.__get__(value)) for part in (solid.func, solid.args, solid.keywords)]
        for several in (list, tuple, set, frozenset, collections.deque):
            if issubclass(solid, several):
                return [self.value(part) for part in list(several.__iter__(value))]
        if issubclass(solid, dict):
            return [(self.value(key), self.value(part)) for key, part in list(dict.items(value))]
        if issubclass(solid, BaseException):
            return self.value(BaseException.__dict__["args"].__get__(value))
        raise _Unknown

    def attributes(self, value, kind):
        try:
            yield self.names(object.__getattribute__(value, "__dict__"))
        except AttributeError:
            pass
        for base in kind.__mro__:
            for name, slot in list(base.__dict__.items()) if "__slots__" in base.__dict__ else ():
                # The name of a lock is ours, and each new lock has another.
                if type(slot) is types.MemberDescriptorType and not (base is locks.lock and name in ("_made", "_number")):
                    try:
                        yield self.value(slot.__get__(value))
                    except AttributeError:
                        yield None
