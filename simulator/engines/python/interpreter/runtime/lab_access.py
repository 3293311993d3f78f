"""Memory that a step touches, told to the host as numbers of locations: locks, ends of threads, names, attributes, items.

A location has the same name in every run of a program, and so the same number. Only while `on`: some
schedulers look ahead. A search compares the order in which runs touch the same memory.
"""

import sys
import weakref

import lab_threads as threads
from lab_operands import local

READ, WRITE, TAKE, GIVE, TRY, BEGIN, JOIN = range(7)

on = False
host = None
# Locations by name to their numbers, which the host gives: they last from run to run of one program.
_numbers = {}
# Objects of this run by their id: the name of each, and what keeps the id from being used again.
_known = {}
# Threads that each thread has seen end.
joined = {}
_counts = {}
_ref = weakref.ref
# Names by which a program hears that an object is gone.
_HEARD = {"__del__", "weakref", "ref", "proxy", "finalize", "WeakSet", "WeakValueDictionary", "WeakKeyDictionary", "WeakMethod"}
# The program's code has one of them; it defines a destructor.
hears = destroys = False
# What `_known` keeps alive, by the id, for it has no weak references. Only while the program hears of it.
_kept = set()
_count_of = sys.getrefcount
_probe = {0: []}
_ALONE = _count_of(_probe.get(0))
# Destructors run: what they touch may be about to go, and gets no name that lasts.
_going = False


def reset(watching):
    global on, _going
    on, _going = watching, False
    _known.clear()
    _kept.clear()
    joined.clear()
    _counts.clear()


def location(key):
    number = _numbers.get(key)
    if number is None:
        number = _numbers[key] = host.location(repr(key))
    return number


def _count(kind):
    me = threads.current
    key = kind, me
    count = _counts[key] = _counts.get(key, 0) + 1
    return me, count


def label(thing):
    """The name of an object: the thread that touched it first, and how many that had touched before."""
    if issubclass(type(thing), type):
        return thing.__qualname__
    known = _known.get(id(thing))
    return adopt(thing, (type(thing).__name__, *_count("object"))) if known is None else known


def adopt(thing, name):
    """Gives an object this name, if it has none."""
    at = id(thing)
    known = _known.get(at)
    if known is None and _going:
        return name
    if known is None:
        known = _known[at] = name
        try:
            # An object that is alive longer than without us would be another program's.
            _known[-1 - at] = _ref(thing, lambda _: (_known.pop(at, None), _known.pop(-1 - at, None)))
        except TypeError:
            _known[-1 - at] = thing
            if hears:
                _kept.add(at)
    return known


def scan(code):
    """Looks in the program's code for names by which it hears that an object is gone."""
    global hears, destroys
    hears = hears or not _HEARD.isdisjoint(code.co_names)
    destroys = destroys or "__del__" in code.co_names or "__del__" in code.co_consts


def forget():
    """The program is another."""
    global hears, destroys
    hears = destroys = False


def let_all_go():
    """The program is over: its objects are the interpreter's to destroy."""
    _kept.clear()
    _known.clear()


def let_go():
    """Lets go of what nobody else has any more, and of what only that has kept."""
    global _going
    if _going:
        return
    _going = True
    while gone := [at for at in _kept if _count_of(_known.get(-1 - at)) == _ALONE]:
        for at in gone:
            _kept.discard(at)
            _known.pop(at, None)
            # A destructor that runs now is the program's.
            _known.pop(-1 - at, None)
    _going = False


def named(thing):
    return id(thing) in _known


def hidden(name):
    """Memory may be touched here that no access tells of. It does not matter to the only thread that is left."""
    if len(joined.get(threads.current, ())) < len(threads.threads) - 1:
        host.unseen(name)


# --- locks and threads ------------------------------------------------------------------------------------------------


def of_lock(lock):
    if lock._number < 0:
        lock._number = location(("lock", *lock._made))
    return lock._number


def new_lock():
    """The name of a lock that is made now."""
    return _count("lock")


def end_of(index):
    return location(("end", index))


def tell(lock, mode):
    """The current step does that to the lock."""
    host.access(of_lock(lock), mode)


def intend(lock, mode):
    host.intend(of_lock(lock), mode)


# --- operations of the library ----------------------------------------------------------------------------------------

_READS = {"is_set", "qsize", "empty", "full", "is_alive", "done", "running", "cancelled", "locked"}
_PARTS = ("mutex", "_cond", "_condition", "_count", "_shutdown_lock", "_lock", "_block")
_kinds = {}
# How to get from an object of the library to the lock that guards it, by its type.
_guards = {}


def _kind(op):
    owner, _, name = op.rpartition(".")
    return owner, name, READ if name in _READS else WRITE


def intend_op(op):
    """An operation of the library is next. Returns the location that it reads without a lock, or -1."""
    kind = _kinds.get(op)
    if kind is None:
        kind = _kinds[op] = _kind(op)
    owner, name, mode = kind
    if not owner:
        return -1
    # The operation's frame is below ours and that of lab_points.
    host.stand(2)
    thing = local(0)
    if owner == "Thread" or owner == "Timer":
        handle = getattr(thing, "_os_thread_handle", None)
        if handle is not None and handle.ident:
            if name == "join" and local(1) is None:
                host.intend(end_of(handle.ident - 1), TAKE)
            elif name != "start":
                host.intend(end_of(handle.ident - 1), READ)
        return -1
    lock = guard(thing)
    if lock is None:
        return -1
    host.intend(of_lock(lock), mode)
    return of_lock(lock) if name == "is_set" else -1


def guard(thing):
    path = _guards.get(type(thing))
    if path is None:
        path = _guards[type(thing)] = _path(thing)
    for name in path:
        thing = getattr(thing, name, None)
    return thing if hasattr(type(thing), "_number") else None


def _path(thing):
    path = []
    while not hasattr(type(thing), "_number"):
        inside = getattr(thing, "__dict__", None) or {}
        name = next((name for name in _PARTS if not issubclass(type(inside.get(name)), (int, type(None)))), None)
        if name is None:
            break
        path.append(name)
        thing = inside[name]
    return tuple(path)
