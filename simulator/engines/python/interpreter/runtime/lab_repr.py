"""A short text for any value: a variable's, an item's, an argument's."""

import gc
import re
import reprlib
import sys
import types
import weakref

import lab_threads as threads
from lab_kinds import ATOMS, is_a, own_dict

# Where a value lies in memory differs from run to run.
ADDRESS = re.compile(r" at 0x[0-9a-f]+")

# Their text has nothing of what is in them.
_OPAQUE = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.GeneratorType, types.CoroutineType)
_OPAQUE += types.AsyncGeneratorType, types.FrameType, types.CodeType, types.CellType, types.TracebackType, weakref.ref
_IN_C = type(object.__repr__)
# Things in a thing that are looked at.
_MOST = 60


def _is_said_in_c(value, depth=4):
    """Tells whether the text of a value is made without code of the program: that of a C container asks what is in it."""
    kind = type(value)
    said = kind.__repr__
    if kind in ATOMS or said is object.__repr__:
        return True
    if type(said) is not _IN_C and kind is not types.MethodType or depth == 0:
        return False
    if issubclass(kind, _OPAQUE):
        return True
    inside = [BaseException.args.__get__(value)] if issubclass(kind, BaseException) else gc.get_referents(value)
    return len(inside) <= _MOST and all(each is kind or _is_said_in_c(each, depth - 1) for each in inside)


class _Repr(reprlib.Repr):
    def __init__(self):
        super(_Repr, self).__init__(maxlevel=3, maxtuple=5, maxlist=5, maxdict=4, maxset=5, maxdeque=5, maxstring=40, maxother=sys.maxsize)

    def repr_instance(self, value, level):
        """A __repr__ in Python is not called: it may take a lock, as a Future's does, print, or never end."""
        kind = type(value)
        if kind.__repr__ is object.__repr__ or not _is_said_in_c(value):
            return f"<{kind.__name__}{_detail(value)}>"
        # Without its addresses first: how long they are differs too.
        text = ADDRESS.sub("", super(_Repr, self).repr_instance(value, level))
        return text if len(text) <= 60 else f"{text[:28]}...{text[-29:]}"


# What of an object is worth a word: attribute to template.
_DETAILS = (("_name", " {}"), ("_state", " {}"), ("_flag", " set={}"), ("_value", " value={}"), ("maxsize", " maxsize={}"))


def _detail(value):
    inside = own_dict(value)
    for name, template in _DETAILS:
        part = inside.get(name)
        if is_a(part, (str, int)):
            return template.format(part)
    return ""


_shown = _Repr()


def repr_of(value):
    """A short text for any value: bounded, without addresses, and without running the program's code."""
    record = threads.threads[threads.current] if threads.threads else None
    switchable = record is not None and record.switchable
    try:
        threads.looking = True
        if switchable:
            record.switchable = False
            threads.host.still(True)
        return ADDRESS.sub("", _shown.repr(value))[:80]
    except threads.Abandon:
        raise
    except BaseException:
        return f"<{type(value).__name__}>"
    finally:
        threads.looking = False
        if switchable:
            record.switchable = True
            threads.host.still(False)
