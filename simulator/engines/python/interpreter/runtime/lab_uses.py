"""Uses of variables by name and value, as an explanation of a failure tells them: `n`, `account.balance`, `d["k"]`.

Only in a recorded run that asks for it. Nothing is kept of a value but its text.
"""

import collections
import dis
import sys
import types

import lab_method_uses as methods
import lab_threads as threads
from lab_kinds import ATOMS, CONTAINERS, is_a, is_foreign, own_dict
from lab_operands import operand
from lab_repr import repr_of

on = False
host = None
_plans = {}
_MISSING = object()
_NO_VARIABLES = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.MethodType, type)
_SEQUENCES = (list, collections.deque)


def forget():
    _plans.clear()


def _global(frame, name, write):
    value = operand(1) if write else frame.f_globals.get(name, _MISSING)
    return frame.f_globals.get("__name__"), name, name, value


def _module(frame, name, write):
    return _global(frame, name, write) if frame.f_code.co_name == "<module>" else None


def _cell(frame, name, write):
    return "cell", name, name, operand(1) if write else frame.f_locals.get(name, _MISSING)


def _attribute(frame, name, write):
    owner = operand(1)
    kind = type(owner)
    if is_a(owner, (*ATOMS, *CONTAINERS, types.ModuleType)):
        if is_a(owner, types.ModuleType) and not is_foreign_module(owner):
            value = operand(2) if write else owner.__dict__.get(name, _MISSING)
            return owner.__name__, name, f"{owner.__name__}.{name}", value
        return None
    if is_a(owner, type):
        value = operand(2) if write else owner.__dict__.get(name, _MISSING)
        return owner.__qualname__, name, f"{owner.__name__}.{name}", value
    if write:
        value = operand(2)
    else:
        value = own_dict(owner).get(name, _MISSING)
        found = next((base.__dict__[name] for base in kind.__mro__ if name in base.__dict__), _MISSING)
        if value is _MISSING:
            value = found.__get__(owner) if type(found) is types.MemberDescriptorType else found
        if is_a(value, property):
            return None
    return id(owner), name, f"{_name(owner, frame)}.{name}", value


def is_foreign_module(module):
    return module.__name__.partition(".")[0] in sys.stdlib_module_names


def _item(frame, _, write):
    container, key = operand(2), operand(1)
    if is_a(container, dict) and type(key) in ATOMS:
        value = dict.get(container, key, _MISSING)
    elif is_a(container, _SEQUENCES) and type(key) is int:
        value = container[key] if -len(container) <= key < len(container) else _MISSING
        key %= max(1, len(container))
    else:
        return None
    if write:
        value = operand(3)
    return id(container), key, f"{_name(container, frame)}[{repr_of(key)}]", value


def _deleted_item(frame, _, write):
    container, key = operand(2), operand(1)
    if is_a(container, dict) and type(key) in ATOMS:
        return id(container), key, f"{_name(container, frame)}[{repr_of(key)}]", _MISSING
    return None


def _holds(container, key):
    """Tells whether a key is in a container; None: only code of the program could say."""
    if type(container) not in (list, tuple, set, frozenset, collections.deque):
        return None
    others = [each for each in container if type(each) is not type(key)]
    if any(type(each) not in ATOMS for each in others):
        return None
    return key in container


def _sought(frame, _, write):
    key, container = operand(2), operand(1)
    if is_a(container, dict) and type(key) in ATOMS:
        value = dict.get(container, key, _MISSING)
        name = _name(container, frame)
        return id(container), key, f"{name}[{repr_of(key)}]", value, f"{repr_of(key)} in {name}"
    if is_a(container, CONTAINERS) and type(key) in ATOMS:
        there = _holds(container, key)
        if there is not None:
            name = _name(container, frame)
            return id(container), "[]", name, there, f"{repr_of(key)} in {name}"
    return None


def _called(frame, count, _, names=()):
    """A call with so many arguments. `names`: those of the last ones; they lie on top of all."""
    above = 1 if names else 0
    function, owner = operand(count + above + 2), operand(count + above + 1)
    given = [operand(depth + above) for depth in range(count, 0, -1)]
    if function is next and len(given) == 1 and type(given[0]) is types.GeneratorType:
        name = _name(given[0], frame)
        return id(given[0]), "next", name, _MISSING, f"next({name})", True
    found = methods.of_call(function, owner, given, names)
    if found is None:
        return None
    container, write, key, value, call = found
    name = _name(container, frame)
    part, text = ("[]", name) if key is methods.WHOLE else (key, f"{name}[{repr_of(key)}]")
    return id(container), part, text, value, call.replace("{}", name), write


def _called_by_name(frame, count, write):
    return _called(frame, count, write, operand(1))


def _counted(frame, _, write):
    container = operand(1)
    if not is_a(container, CONTAINERS):
        return None
    return id(container), "[]", f"len({_name(container, frame)})", len(container)


_KINDS = {
    "LOAD_GLOBAL": (_global, False),
    "STORE_GLOBAL": (_global, True),
    "LOAD_NAME": (_module, False),
    "STORE_NAME": (_module, True),
    "LOAD_DEREF": (_cell, False),
    "STORE_DEREF": (_cell, True),
    "LOAD_ATTR": (_attribute, False),
    "STORE_ATTR": (_attribute, True),
    "BINARY_OP": (_item, False),
    "STORE_SUBSCR": (_item, True),
    "DELETE_SUBSCR": (_deleted_item, True),
    "CONTAINS_OP": (_sought, False),
    "TO_BOOL": (_counted, False),
    "CALL": (_called, False),
    "CALL_KW": (_called_by_name, False),
}


def _name(thing, frame):
    """The name by which the program knows a thing: a global variable, or an attribute or a variable here."""
    for name, value in frame.f_globals.items():
        if value is thing and not name.startswith("__"):
            return name
    here = frame.f_locals
    owner = here.get("self", _MISSING)
    if owner is not _MISSING and owner is not thing:
        for name, value in own_dict(owner).items():
            if value is thing:
                return f"{_name(owner, frame)}.{name}"
    for name, value in here.items():
        if value is thing and name != "self":
            return name
    return type(thing).__name__


def spoken(op, frame, at):
    """An operation of the library by the name that the program has for its object: `jobs.get`. `at`: where it is called."""
    kind, _, method = op.rpartition(".")
    owner = frame.f_locals.get("self", _MISSING)
    if owner is _MISSING or at is None or kind == "Thread":
        return op
    name = _name(owner, at)
    me = at.f_locals.get("self", _MISSING)
    # What an object of no name has is called as the object itself calls it.
    name = name.removeprefix(f"{type(me).__name__}.")
    return op if name == type(owner).__name__ else f"{name}.{method}"


def _plan(code):
    plan = {}
    for op in dis.get_instructions(code):
        known = _KINDS.get(op.opname)
        if known is not None and (op.opname != "BINARY_OP" or op.argrepr == "[]"):
            plan[op.offset] = (*known, op.arg if op.opname in ("CALL", "CALL_KW") else op.argval)
    _plans[id(code)] = code, plan
    return plan


def tell(code, offset, frame):
    """Tells the host which variable the coming instruction reads or writes. Its thread has its turn."""
    known = _plans.get(id(code))
    entry = (known[1] if known is not None else _plan(code)).get(offset)
    if entry is None or not threads.threads[threads.current].switchable:
        return
    find, write, name = entry
    host.stand(2)
    found = find(frame, name, write)
    if found is None:
        return
    place, part, text, value, *more = found
    if is_a(value, _NO_VARIABLES):
        return
    call, write = (*more, write)[:2] if more else ("", write)
    told = "" if value is _MISSING or value is methods.MISSING else repr_of(value)
    host.use(write, f"{place} {part!r}", text, told, frame.f_lineno or 0, call)
