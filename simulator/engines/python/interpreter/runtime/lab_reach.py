"""Which operations a thread may still come to: read from the code ahead of it, without running any.

The answer is on the safe side. A call of a value or of an unknown function of the library cannot be told. It counts as
everything that the program's code mentions, or as anything at all.
"""

import builtins
import collections
import datetime
import dis
import functools
import itertools
import json
import math
import random
import re
import time
import types

import lab_points as points
from lab_library import futures, queue, threading

_RISKY = {"exec", "eval", "compile", "__import__", "getattr", "setattr", "delattr", "vars", "globals", "locals"}
SAFE = set()
for _thing in (
    *(builtins, str, bytes, bytearray, int, float, complex, list, tuple, dict, set, frozenset, range, object, BaseException),
    *(collections, collections.deque, collections.Counter, collections.OrderedDict, itertools, math, random, re, re.Pattern),
    *(re.Match, json, time, datetime, datetime.datetime, datetime.timedelta, datetime.date, types.SimpleNamespace),
    *(threading, threading.Thread, threading.Event, threading.Condition, threading.Semaphore, threading.Barrier),
    *(queue, queue.Queue, futures, futures.ThreadPoolExecutor),
):
    SAFE.update(dir(_thing))
SAFE |= {"acquire", "release", "locked", "result", "exception", "done", "running", "cancelled", "stdout", "stderr", "flush"}
SAFE |= {"write", "local", "Timer", "interval", "sys", "time", "threading", "queue", "result", "path", "exists"}
SAFE -= _RISKY

_JUMPS_ALWAYS = {"JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"}
_ENDS = {"RETURN_VALUE", "RAISE_VARARGS", "RERAISE"}
_NAMES = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"}
_ATTRIBUTES = {"LOAD_ATTR", "LOAD_SUPER_ATTR"}
_GENERATES = 0x2A0
# What a statement ends with.
_STATEMENTS = {
    *("POP_TOP", "STORE_FAST", "STORE_NAME", "STORE_GLOBAL", "STORE_DEREF", "STORE_ATTR", "STORE_SUBSCR", "RESUME"),
    *("NOT_TAKEN", "RETURN_VALUE", "JUMP_BACKWARD", "JUMP_FORWARD", "RERAISE", "RAISE_VARARGS"),
}

_STORES = {"STORE_ATTR", "STORE_NAME", "STORE_GLOBAL"}

_instructions = {}
_stores = {}


def _read(code):
    """The instructions of `code`, where each one is in the list, and the handlers of its exceptions."""
    known = _instructions.get(id(code))
    if known is None:
        found = list(dis.get_instructions(code))
        handlers = [(entry.start, entry.end, entry.target) for entry in dis._parse_exception_table(code)]
        # With the code, so that its id stays its own.
        known = _instructions[id(code)] = code, found, {item.offset: at for at, item in enumerate(found)}, handlers
    return known[1:]


def _stored(code):
    """The names that `code` itself stores: attributes, and variables of a module or a class."""
    known = _stores.get(id(code))
    if known is None:
        known = _stores[id(code)] = frozenset(item.argval for item in _read(code)[0] if item.opname in _STORES)
    return known


class Reach:
    """Names of the functions and methods that threads may still call."""

    def __init__(self):
        self.names = set()
        # They may call anything, or leave a `with` block.
        self.anything = False
        self.withs = False
        # One of them works for an executor.
        self.works = False
        self._seen = set()
        self._all = False
        self._functions = {}
        self._generators = [code for code in points.instrumented if code.co_flags & _GENERATES]
        for code in points.instrumented:
            self._functions.setdefault(code.co_name, []).append(code)
        for code in points.instrumented:
            if code.co_name.startswith("__") and code.co_name != "__init__":
                self.code(code)

    @functools.cached_property
    def _stored(self):
        """All names that the program stores. Only few looks ask: each reads all of the program's code."""
        return set().union(*map(_stored, points.instrumented))

    def everything(self):
        """A value is called, which may be any function of the program."""
        if not self._all:
            self._all = self.withs = True
            for code in points.instrumented:
                self.code(code)

    def value(self, function):
        """Calls this function."""
        own = getattr(getattr(function, "__func__", function), "__code__", None)
        if own is not None and any(own is code for code in points.instrumented):
            self.code(own)
        elif function is not None:
            self.names.add(getattr(function, "__name__", ""))
            self.everything()

    def rest(self, code, offset):
        """Adds everything that is done from this offset of `code` on, with the whole statement at the offset."""
        items, index, _ = _read(code)
        at = index.get(offset, 0)
        line = items[at].line_number
        while at > 0 and (items[at - 1].line_number == line or items[at - 1].opname not in _STATEMENTS):
            at -= 1
            self._instruction(items, at)
        self.code(code, offset)

    def code(self, code, offset=0):
        """Adds everything that is done from this offset of `code` on."""
        if (id(code), 0) in self._seen or (id(code), offset) in self._seen:
            return
        self._seen.add((id(code), offset))
        items, index, handlers = _read(code)
        first = index.get(offset, 0)
        left, met = [first], set()
        while left:
            at = left.pop()
            if at in met or at >= len(items):
                continue
            met.add(at)
            item = items[at]
            self._instruction(items, at)
            if item.jump_target is not None and item.jump_target in index:
                left.append(index[item.jump_target])
            if item.opname not in _JUMPS_ALWAYS and item.opname not in _ENDS:
                left.append(at + 1)
            for start, end, target in handlers:
                if start <= item.offset < end:
                    left.append(index[target])

    def _instruction(self, items, at):
        item = items[at]
        name = item.opname
        calls = "NULL" in item.argrepr
        if name in _NAMES:
            after = items[at + 1].opname if at + 1 < len(items) else ""
            self._name(item.argval, calls or after == "PUSH_NULL")
        elif name in _ATTRIBUTES:
            after = items[at + 1].opname if at + 1 < len(items) else ""
            self._attribute(item.argval, calls or after == "PUSH_NULL")
        elif name == "LOAD_CONST" and isinstance(item.argval, types.CodeType):
            self.code(item.argval)
        elif name == "PUSH_NULL":
            before = items[at - 1].opname
            # After a jump it is `any`, `all` or `tuple`, written out by the compiler; before an EX, there are no keywords.
            known = before in _NAMES or before in _ATTRIBUTES or before in _JUMPS_ALWAYS
            if not known and items[at + 1].opname != "CALL_FUNCTION_EX":
                self.everything()
        elif name in ("BEFORE_WITH", "LOAD_SPECIAL", "WITH_EXCEPT_START"):
            self.withs = True
        elif name in ("FOR_ITER", "SEND", "YIELD_VALUE", "RESUME_GENERATOR"):
            for code in self._generators:
                self.code(code)

    def _name(self, name, called):
        self.names.add(name)
        for code in self._functions.get(name, ()):
            self.code(code)
        if name in _RISKY:
            self.anything = True
        elif called and name not in self._functions and name not in SAFE:
            self.everything()

    def _attribute(self, name, called):
        self.names.add(name)
        for code in self._functions.get(name, ()):
            self.code(code)
        if called and name not in self._functions and name not in SAFE:
            if name in self._stored:
                self.everything()
            else:
                self.anything = True
