"""Things that a loop may still come to. References are followed, from timers to the tasks that they wake.

From there they lead to all that the rest of a task's code names. A future that is met so may be ended, where that code also
names a function that ends one. The answer is on the safe side: code that may reach anything leaves hope to all.
"""

import collections
import functools
import gc
import sys
import types
import weakref
from asyncio import futures, tasks

import lab_trace as trace
from lab_columns import read_code
from lab_kinds import is_a

# Functions that end what a task waits for.
ENDERS = frozenset(
    "set_result set_exception cancel release set put put_nowait get get_nowait task_done notify notify_all wait abort reset "
    "shutdown acquire _set_result_unless_cancelled".split()
)
# Functions that wake a task itself, or reach into it.
WAKERS = frozenset("cancel throw send close get_coro get_stack print_stack cr_frame cr_await get_context __await__".split())
# Functions by which code may come to anything, or end the program.
RISKY = frozenset(
    "all_tasks current_frames _current_frames _getframe get_objects get_referrers get_referents globals locals vars eval exec "
    "getattr setattr __dict__ modules stop run_until_complete exit quit _exit SystemExit KeyboardInterrupt raise_signal "
    "interrupt_main pthread_kill kill alarm setitimer import_module __import__ __subclasses__ attrgetter methodcaller".split()
)
_PLAIN = (int, float, complex, str, bytes, type(None), types.CodeType)
_ENDS = {"RETURN_VALUE", "RAISE_VARARGS"}
_WITHS = {"BEFORE_WITH", "BEFORE_ASYNC_WITH", "LOAD_SPECIAL", "WITH_EXCEPT_START"}


class Anything(Exception):
    """Nothing can be said."""


class Reach:
    """Calls that a loop may still make, and the objects that these can reach."""

    def __init__(self, loop):
        self.loop = loop
        self.names = set()
        self.withs = False
        # Futures and tasks that are held, by their ids, and those that go on.
        self.held = {}
        self._going = {}
        self._seen = {}
        for handle in (*loop._ready, *loop._scheduled, *loop._signal_handlers.values()):
            if not handle._cancelled:
                self.calls(handle._callback, handle._args or ())

    def goes_on(self, future):
        return id(future) in self._going

    def follow(self):
        """Lets everything go on that what is held can end, until nothing more does."""
        before = -1
        while len(self._going) > before:
            before = len(self._going)
            if not RISKY.isdisjoint(self.names):
                raise Anything
            for future in list(self.held.values()):
                if is_a(future, tasks.Task):
                    if not WAKERS.isdisjoint(self.names):
                        self.resumes(future)
                elif self.withs or not ENDERS.isdisjoint(self.names):
                    self.done(future)

    def calls(self, function, args):
        """The loop calls this."""
        own = getattr(function, "__self__", None)
        if is_a(own, tasks.Task):
            return self.resumes(own)
        if function is futures._set_result_unless_cancelled:
            return self.done(args[0])
        if not self._is_own(function):
            # A function of asyncio ends what it holds.
            self.names |= ENDERS | WAKERS - {"get_coro"}
        self.hold(function)
        for arg in args:
            self.hold(arg)

    @staticmethod
    def _is_own(function):
        code = getattr(getattr(function, "__func__", function), "__code__", None)
        return code is not None and not trace.of_library(code.co_filename)

    def done(self, future):
        """A future comes to its end."""
        if self.goes_on(future):
            return
        self._going[id(future)] = future
        for callback, _ in future._callbacks or ():
            self.calls(callback, (future,) if is_a(future, tasks.Task) else ())

    def resumes(self, task):
        """A task goes on: what is left of its code is run."""
        if self.goes_on(task):
            return
        self._going[id(task)] = task
        self.hold(task._context)
        inner, outermost, ends = task._coro, True, True
        while inner is not None and not is_a(inner, futures.Future):
            left = self.coroutine(inner)
            ends, outermost = left if outermost else ends, False
            inner = _first(inner, "cr_await", "gi_yieldfrom", "ag_await")
        if ends:
            self._going.pop(id(task))
            self.done(task)

    def coroutine(self, inner):
        """Adds what is left of a coroutine or a generator. Returns whether it may come to its end."""
        frame = _first(inner, "cr_frame", "gi_frame", "ag_frame")
        if frame is None:
            self.hold_all(gc.get_referents(inner))
            return True
        code, local = frame.f_code, frame.f_locals
        if code is tasks.sleep.__code__:
            return True
        self.hold_all(_beside(gc.get_referents(inner), local.values()))
        if trace.of_library(code.co_filename):
            self.names |= ENDERS | WAKERS - {"get_coro"}
            self.hold_all(local.values())
            return True
        return self.rest(code, max(frame.f_lasti, 0), local, frame.f_globals)

    def stack(self, frame):
        """Adds all that another thread has on its stack."""
        while frame is not None:
            self.hold_all(list(frame.f_locals.values()))
            if not trace.of_library(frame.f_code.co_filename):
                self.rest(frame.f_code, 0, frame.f_locals, frame.f_globals)
            frame = frame.f_back

    def rest(self, code, offset, local, names):
        """Adds what `code` does from this offset on. Returns whether it may come to its end."""
        read = read_code(code)
        ends = False
        for at in read.ahead(offset):
            name = read.opnames[at]
            ends = ends or name in _ENDS
            self._instruction(name, read.argvals[at], local, names)
        return ends

    def _instruction(self, name, argval, local, names):
        self.withs = self.withs or name in _WITHS
        if is_a(argval, types.CodeType):
            self.hold_all(local[each] for each in argval.co_freevars if each in local)
            self.rest(argval, 0, {}, names)
        elif "FAST" in name or "DEREF" in name:
            for each in argval if is_a(argval, tuple) else (argval,):
                self.hold(local.get(each))
        elif is_a(argval, str) and name != "LOAD_CONST":
            self.names.add(argval)
            if name in ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"):
                self.hold(local.get(argval, names.get(argval)))

    def hold_all(self, values):
        for value in list(values):
            self.hold(value)

    def hold(self, value):
        """Adds an object that the code can use, and what it is made of."""
        left = [value]
        while left:
            value = left.pop()
            if is_a(value, _PLAIN) or id(value) in self._seen:
                continue
            self._seen[id(value)] = value
            if is_a(value, futures.Future):
                self.held[id(value)] = value
            elif is_a(value, types.FunctionType):
                left += self._function(value)
            elif is_a(value, (types.MethodType, types.BuiltinFunctionType)):
                self.names.add(value.__name__)
                left += [value.__self__, getattr(value, "__func__", None)]
            elif is_a(value, types.CoroutineType):
                if not value.cr_suspended:
                    self.coroutine(value)
            elif is_a(value, (types.GeneratorType, types.AsyncGeneratorType)):
                self.coroutine(value)
            elif is_a(value, weakref.ReferenceType):
                left.append(value())
            elif is_a(value, types.ModuleType):
                left += list(vars(value).values()) if _is_own(value) else []
            elif is_a(value, type):
                own = sys.modules.get(value.__module__)
                if own is not None and _is_own(own):
                    left += [*vars(value).values(), *value.__bases__]
            elif value is self.loop or is_a(value, types.FrameType):
                continue
            elif is_a(value, functools.partial):
                left += [value.func, *value.args, *value.keywords.values()]
            else:
                left += gc.get_referents(value)

    def _function(self, function):
        cells = [cell.cell_contents for cell in function.__closure__ or () if _filled(cell)]
        code = function.__code__
        if trace.of_library(code.co_filename):
            self.names.add(code.co_name)
        else:
            self.rest(code, 0, {}, function.__globals__)
        return [*cells, function.__defaults__, function.__kwdefaults__, *function.__dict__.values()]


def _is_own(module):
    return not trace.of_library(getattr(module, "__file__", None) or "<frozen")


def _first(value, *names):
    return next((getattr(value, name) for name in names if hasattr(value, name)), None)


def _beside(referents, variables):
    """Of what a frame refers to, all but its variables: a manager that is entered, an iterator. Functions stand there for their
    code."""
    count = collections.Counter(map(id, variables))
    for value in referents:
        if count[id(value)] > 0:
            count[id(value)] -= 1
        elif not is_a(value, types.FunctionType):
            yield value


def _filled(cell):
    try:
        cell.cell_contents
    except ValueError:
        return False
    return True
