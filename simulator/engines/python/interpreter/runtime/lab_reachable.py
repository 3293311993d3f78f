"""The operations that a thread may still come to: read from the code ahead of it, without running any.

The answer is on the safe side. A call of a value or of an unknown function of the library cannot be told. It counts as
everything that the program's code mentions, or as anything at all.
"""

import builtins
import collections
import datetime
import functools
import itertools
import json
import math
import random
import re
import time
import types

import lab_handed as handed
import lab_points as points
from lab_columns import JUMPS_ALWAYS, read_code
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
SAFE |= {"suppress", "nullcontext"}
# What `run` runs, of a scheduler or a context, was handed over before.
SAFE -= _RISKY | {"run"}

_NAMES = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"}
_ATTRIBUTES = {"LOAD_ATTR", "LOAD_SUPER_ATTR"}
# Code of a function, not of a class or a module.
_OPTIMIZED = 0x1
# What a statement ends with.
_STATEMENTS = {
    *("POP_TOP", "STORE_FAST", "STORE_NAME", "STORE_GLOBAL", "STORE_DEREF", "STORE_ATTR", "STORE_SUBSCR", "RESUME"),
    *("NOT_TAKEN", "RETURN_VALUE", "JUMP_BACKWARD", "JUMP_FORWARD", "RERAISE", "RAISE_VARARGS"),
}

_ITERATE = {
    *("FOR_ITER", "SEND", "YIELD_VALUE", "RESUME_GENERATOR", "UNPACK_SEQUENCE", "UNPACK_EX", "LIST_EXTEND", "SET_UPDATE"),
    "CONTAINS_OP",
}


class Reachable:
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
        self._generators = [code for code in points.instrumented if code.co_flags & points.GENERATES]
        self._mentioned = frozenset().union(*(code.co_names for code in points.instrumented))
        for code in points.instrumented:
            self._functions.setdefault(code.co_name, []).append(code)
        for code in points.instrumented:
            if code.co_name.startswith("__") and code.co_name != "__init__":
                self.code(code)
            elif handed.PROPERTY in code.co_names:
                for name in handed.accessors(read_code(code)):
                    self._known(name)
        if "local" in self._mentioned:
            # A thread's first look at a local calls its constructor.
            self._known("__init__")
        if not self._mentioned.isdisjoint(handed.WATCH_ALL):
            self.anything = True
        if handed.at_any_time(self._mentioned) or (
            not self._mentioned.isdisjoint(handed.HOOKS) and not self._stored.isdisjoint(handed.HOOKS)
        ):
            self.everything()

    @functools.cached_property
    def _stored(self):
        """All names that the program stores. Only few looks ask: each reads all of the program's code."""
        return set().union(*(read_code(code).stored for code in points.instrumented))

    @functools.cached_property
    def _lazy(self):
        codes = [code for code in points.instrumented if not handed.LAZY.isdisjoint(code.co_names)]
        return any(handed.is_lazy(read_code(code)) for code in codes)

    @functools.cached_property
    def _rebound(self):
        return set().union(*(read_code(code).rebound for code in points.instrumented))

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
        read = read_code(code)
        at = read.index.get(offset, 0)
        line = read.lines[at]
        while at > 0 and (read.lines[at - 1] == line or read.opnames[at - 1] not in _STATEMENTS):
            at -= 1
            self._instruction(read, at)
        self.code(code, offset)

    def code(self, code, offset=0):
        """Adds everything that is done from this offset of `code` on."""
        if (id(code), 0) in self._seen or (id(code), offset) in self._seen:
            return
        self._seen.add((id(code), offset))
        read = read_code(code)
        for at in read.ahead(offset):
            self._instruction(read, at)

    def _instruction(self, read, at):
        opnames = read.opnames
        name, argval = opnames[at], read.argvals[at]
        after = opnames[at + 1] if at + 1 < len(opnames) else ""
        called = type(argval) is str and (read.calls[at] or after == "PUSH_NULL")
        if name in _NAMES:
            self._name(argval, called)
        elif name in _ATTRIBUTES:
            self._attribute(argval, called)
        elif name in ("STORE_ATTR", "DELETE_ATTR"):
            self._known(argval)
        elif name == "LOAD_CONST" and isinstance(argval, types.CodeType):
            self.code(argval)
        elif name == "PUSH_NULL":
            before = opnames[at - 1]
            # After a jump it is `any`, `all` or `tuple`, written out by the compiler; before an EX, there are no keywords.
            known = before in _NAMES or before in _ATTRIBUTES or before in JUMPS_ALWAYS
            if not known and after != "CALL_FUNCTION_EX":
                self.everything()
        elif name in ("BEFORE_WITH", "LOAD_SPECIAL", "WITH_EXCEPT_START"):
            self.withs = True
            self._iterates()
            if not self._mentioned.isdisjoint(handed.LEFT):
                self.everything()
        elif name in _ITERATE:
            self._iterates()
        elif name == "IMPORT_NAME" and handed.is_new(argval):
            self.anything = True
        if called and argval in handed.HANDS_OVER and handed.is_value(read, at):
            self.everything()

    def _iterates(self):
        for code in self._generators:
            self.code(code)
        if self._lazy:
            self.everything()

    def _known(self, name):
        """Comes to the functions of the program that have this name; to all constructors, where it is a class."""
        for code in self._functions.get(name, ()):
            self.code(code)
            if not code.co_flags & _OPTIMIZED:
                for made in self._functions.get("__init__", ()):
                    self.code(made)

    def _called(self, name):
        if name in self._functions and name in self._rebound or handed.calls(name, self._mentioned, lambda: self._stored):
            self.everything()
        if name in handed.CONSUMES:
            self._iterates()
        if name in handed.STARTS:
            for function in handed.unstarted():
                self.value(function)

    def _name(self, name, called):
        self.names.add(name)
        self._known(name)
        if name in _RISKY:
            self.anything = True
        elif called:
            self._called(name)
            if name not in self._functions and name not in SAFE:
                self.everything()

    def _attribute(self, name, called):
        self.names.add(name)
        self._known(name)
        if not called:
            return
        self._called(name)
        if name not in self._functions and name not in SAFE:
            if name in self._stored:
                self.everything()
            elif not handed.is_plain_logging(name, self._mentioned, self._functions):
                self.anything = True
