"""Memory that an instruction is about to touch by an attribute: of an instance, a class, a module, a thing of the library's."""

import functools
import types

import lab_access as access
import lab_trace as trace
from lab_access import READ, WRITE, hidden, label, location
from lab_effects import runs_program
from lab_kinds import ATOMS, CONTAINERS, is_foreign, own_dict
from lab_module import _local as local
from lab_operands import operand
from lab_touch import changing, publish

# Names by which memory is reached that is not seen instruction by instruction.
COARSE = set(
    "globals locals vars __dict__ exec eval __getattribute__ __setattr__ __delattr__ memoryview array ctypes weakref "
    "WeakSet WeakKeyDictionary WeakValueDictionary finalize f_locals f_globals f_back __globals__ __defaults__ __kwdefaults__ "
    "__closure__ __code__ cell_contents gc inspect _getframe _current_frames __subclasses__ __del__".split()
)
_OF_FUNCTIONS = {"__name__", "__qualname__", "__doc__", "__module__", "__wrapped__"}
# Names that some code of the program's binds as an attribute (lab_plan).
stored = set()
# Names of the main module that no other thread sees change (lab_plan).
settled = set()


def load_attribute(frame, name):
    return attribute(operand(1), name, READ)


def load_super(frame, name):
    owner = operand(1)
    return () if callable(of_class(type(owner), name)) else attribute(owner, name, READ)


def store_attribute(frame, name):
    publish(operand(2))
    if name == "__class__":
        hidden(name)
    return attribute(operand(1), name, WRITE)


def delete_attribute(frame, name):
    return attribute(operand(1), name, WRITE)


def match_class(frame, count):
    """`case Point(x=0)`: the attributes of these names are read."""
    names, kind, thing = operand(1), operand(2), operand(3)
    positional = getattr(kind, "__match_args__", ())[:count] if issubclass(type(kind), type) else ()
    return tuple(pair for name in (*positional, *names) for pair in attribute(thing, name, READ))


def attribute(owner, name, mode):
    kind = type(owner)
    if kind is types.ModuleType:
        return _of_module(owner, name, mode)
    if issubclass(type(owner), local) and type(of_class(kind, name)) is not types.MemberDescriptorType:
        # Each thread has attributes of its own; slots are shared.
        return () if is_foreign(kind) else _with_class((), owner, kind, name, mode)
    if issubclass(type(owner), type):
        if mode == READ:
            return tuple((location((label(base), name)), mode) for base in owner.__mro__ if not is_foreign(base))
        if is_foreign(owner):
            hidden(f"{owner.__qualname__}.{name}")
        return ((location((label(owner), name)), mode),)
    if issubclass(type(owner), (*CONTAINERS, *ATOMS)):
        # One of a class of the program's has attributes too.
        if is_foreign(kind) or (mode == READ and name not in own_dict(owner) and callable(of_class(kind, name))):
            return ()
    elif is_foreign(kind):
        return _of_library(owner, kind, name, mode)
    return _with_class(((location((label(owner), name)), mode),), owner, kind, name, mode)


def _with_class(mine, owner, kind, name, mode):
    if mode == READ:
        # What the instance does not have is read from its class; methods, which nothing stores, are not told.
        for base in kind.__mro__:
            found = base.__dict__.get(name)
            if issubclass(type(found), functools.cached_property) and name not in own_dict(owner):
                if runs_program(found.func):
                    # The library stores the value once the program's code has made it.
                    hidden(f"cached_property {name}")
                return ((location((label(owner), name)), WRITE),)
            if name in base.__dict__ and not is_foreign(base) and (name in stored or not callable(found)):
                return (*mine, (location((label(base), name)), READ))
    return mine


def of_class(kind, name):
    return next((base.__dict__[name] for base in kind.__mro__ if name in base.__dict__), None)


def _of_module(module, name, mode):
    if not trace.is_library[getattr(module, "__file__", None) or "<frozen"]:
        if mode == WRITE and (name not in changing or (module.__name__ == "__main__" and name in settled)):
            # Its own functions read it as a name, and do not tell.
            hidden(f"{module.__name__}.{name}")
        return ((location((module.__name__, name)), mode),)
    if mode == WRITE:
        hidden(f"{module.__name__}.{name}")
        return ()
    thing = module.__dict__.get(name)
    if issubclass(type(thing), (types.MethodType, types.BuiltinFunctionType)):
        # `random.random` has a state of its own.
        thing = thing.__self__
    if not issubclass(type(thing), (*ATOMS, tuple, type, staticmethod, types.FunctionType, types.ModuleType)):
        access.adopt(thing, (module.__name__, name))
    return ()


def _of_library(owner, kind, name, mode):
    """An attribute of a thing that the library has made, or C."""
    if issubclass(type(owner), types.MethodType):
        return _of_library(owner.__func__, types.FunctionType, name, mode)
    if issubclass(type(owner), types.FunctionType):
        if name in _OF_FUNCTIONS and mode == READ:
            return ()
        code = owner.__code__
        return ((location(("function", code.co_filename, code.co_firstlineno, name)), mode),)
    own = own_dict(owner)
    found = of_class(kind, name)
    if mode == READ and name not in own and (found is None or callable(found)):
        return ()
    # What has not been handed out is its thread's own.
    if not access.named(owner):
        return ()
    value = own.get(name)
    if issubclass(type(value), CONTAINERS) and kind is not types.SimpleNamespace and name not in stored:
        # The library itself changes it, under a lock of its own.
        hidden(f"{kind.__qualname__}.{name}")
        return ()
    lock = access.guard(owner)
    if lock is not None and name not in stored:
        return () if access.guard(value) is not None else ((access.of_lock(lock), mode),)
    inside = location((label(owner), "[]"))
    if name in own or mode == WRITE or issubclass(type(found), property):
        return ((location((label(owner), name)), mode), (inside, READ))
    return ((inside, mode),)
