"""Work that a program leaves in a queue whose task_done it calls: no thread will ever do it.

An item that only tells a worker to stop is no work: `None`, or a value that the program has a constant for. So is what a
worker looks for and puts back, before it ends.
"""

import enum
import math
import types

import lab_points as points
from lab_columns import read_code
from lab_kinds import is_a, own_dict
from lab_library import queue

_MARKS = (type(None), type(Ellipsis), type(NotImplemented), type, types.FunctionType, enum.Enum, BaseException)
_ATOMS = (int, float, str, bytes, bool)
_GETS, _PUTS = {"get", "get_nowait"}, {"put", "put_nowait"}
# What is compared with, where it stands right before: a constant, or a name that the program has a value for.
_CONSTANTS = ("LOAD_CONST", "LOAD_SMALL_INT")
_NAMES = ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_ATTR")
_COMPARES = ("COMPARE_OP", "IS_OP", "CONTAINS_OP")
_BRANCHES = {"POP_JUMP_IF_TRUE": True, "POP_JUMP_IF_FALSE": False}
_LEAVES = ("RETURN_VALUE", "JUMP_FORWARD", "RAISE_VARARGS")
# Names under which a program says that nothing comes after.
_LAST = {"inf", "Infinity"}


def report(main, host):
    """Tells the host of each queue of the program that has work in it: its name, the items, and how many are unfinished."""
    seen = set()
    marks = None
    for name, value in list(main.__dict__.items()):
        inside = {} if is_a(value, (type, types.ModuleType)) else own_dict(value)
        for title, thing in ((name, value), *inside.items()):
            if not is_a(thing, queue.Queue) or id(thing) in seen:
                continue
            seen.add(id(thing))
            if not host.has_counted(id(thing)) or not hasattr(thing.queue, "__len__") or not thing.queue:
                continue
            if marks is None:
                marks = _Marks(main)
            size = sum(not _stops(item, marks) for item in thing.queue)
            if size > 0:
                host.lost(title, size, thing.unfinished_tasks)


def _stops(item, marks):
    """Tells whether the item is a sentinel, or ends with one, as an entry of a PriorityQueue does."""
    if _is_mark(item, marks):
        return True
    if type(item) is tuple:
        return bool(item) and (_stops(item[-1], marks) or marks.last and type(item[0]) is float and math.isinf(item[0]))
    return False


def _is_mark(item, marks):
    if type(item) is object or is_a(item, _MARKS):
        return True
    if type(item) in _ATOMS:
        if (type(item), item) in marks.values:
            return True
    elif id(item) in marks.ids:
        return True
    if marks.empty and type(item) in (*_ATOMS, tuple, list, dict, set, frozenset) and not item:
        return True
    # An object without any content says no more than that it is there.
    return type(item).__module__ == "__main__" and not is_a(item, (tuple, list, dict, set)) and _is_empty(item)


def _is_empty(item):
    kind = type(item)
    slots = any(type(value) is types.MemberDescriptorType for base in kind.__mro__ for value in base.__dict__.values())
    return not slots and bool(kind.__dictoffset__) and not own_dict(item)


class _Marks:
    """Values that say stop: the program names them in capitals, or a function compares with them and puts them back."""

    def __init__(self, main):
        self.values, self.ids = set(), set()
        # Whatever counts as false is put back; an infinite priority comes last.
        self.empty = self.last = False
        self._places = [main.__dict__]
        for value in list(main.__dict__.values()):
            if is_a(value, type) and value.__module__ == "__main__":
                self._places.append(value.__dict__)
            elif type(value).__module__ == "__main__" and type(value).__dictoffset__:
                self._places.append(own_dict(value))
        for place in self._places:
            for name, value in list(place.items()):
                if name.isupper():
                    self._add(value)
        for code in points.instrumented:
            if not _GETS.isdisjoint(code.co_names) and not _PUTS.isdisjoint(code.co_names):
                self._compared(read_code(code))

    def _add(self, value):
        if type(value) in _ATOMS:
            self.values.add((type(value), value))
        else:
            self.ids.add(id(value))

    def _compared(self, read):
        for n, name in enumerate(read.opnames):
            if name in _COMPARES:
                differs = name == "COMPARE_OP" and "!=" in str(read.argvals[n]) or name != "COMPARE_OP" and read.argvals[n] == 1
                self._with(read, n - 1, _puts_back(read, n, not differs))
            elif name == "TO_BOOL" and read.opnames[n - 1] not in _COMPARES and _puts_back(read, n, False):
                self.empty = True
        if not _LAST.isdisjoint((*read.code.co_names, *(each for each in read.code.co_consts if type(each) is str))):
            self.last = True

    def _with(self, read, at, back):
        """A value is compared with that which stands at `at`; `back`: and put back, if it is the same."""
        name, value = read.opnames[at], read.argvals[at]
        if name in _CONSTANTS:
            for each in value if type(value) in (tuple, frozenset) else (value,):
                # A text says by itself that it is no work; a number may be any job.
                if back or type(each) in (str, bytes):
                    self._add(each)
        elif name in _NAMES and back:
            for place in self._places:
                if value in place:
                    self._add(place[value])


def _puts_back(read, at, answer):
    """Tells whether this answer to the question at `at` leads to a put, and to the end of the loop."""
    ops = read.opnames
    jump = next((n for n in range(at + 1, min(at + 3, len(ops))) if ops[n] in _BRANCHES), None)
    if jump is None:
        return False
    target = read.index[read.targets[jump]]
    start, other = (target, -1) if answer == _BRANCHES[ops[jump]] else (jump + 1, target)
    puts = False
    for n in range(start, len(ops)):
        if n == other or ops[n] in _LEAVES:
            return puts
        if ops[n].startswith("JUMP_BACKWARD"):
            return False
        puts = puts or ops[n] == "LOAD_ATTR" and read.argvals[n] in _PUTS
    return puts
