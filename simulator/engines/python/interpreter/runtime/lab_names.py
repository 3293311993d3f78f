"""The names that things have in a trace: locks, queues and items, found where the program keeps them."""

import collections
import weakref

import lab_access as access
from lab_kinds import ATOMS, is_a, own_dict
from lab_repr import repr_of


def _held(thing, known):
    """Keeps the address of `thing` its own in `known`: by a weak reference, where there can be one.
    Its number goes with it, for the next that has this address is another."""
    key = id(thing)
    try:
        return weakref.ref(thing, lambda _: known.pop(key, None))
    except TypeError:
        return thing


def _is_plain(value, depth=3):
    """Tells whether a value holds nothing whose end anybody could notice."""
    kind = type(value)
    if kind in ATOMS:
        return True
    if depth == 0 or kind not in (tuple, list, set, frozenset, dict):
        return False
    return all(_is_plain(each, depth - 1) for each in (*value, *(value.values() if kind is dict else ())))


def _drop_gone(inside, queue):
    """Forgets items that the program has taken out of a queue's container by itself."""
    there = own_dict(queue).get("queue")
    if type(there) not in (list, collections.deque) or len(there) >= len(inside):
        return
    left = collections.Counter(map(id, there))
    kept = []
    for number, item in reversed(inside):
        if left[item] > 0:
            left[item] -= 1
            kept.append((number, item))
    inside[:] = reversed(kept)


class Names:
    """Numbers for the things of one run, given in the order in which the run meets them."""

    def __init__(self):
        self.host = None
        self.condition_wait = self.condition_wait_for = None
        self.owners = {}
        self.is_library = None
        self.is_fifo = self.is_queue = None
        self.reset()

    def reset(self):
        self._things = {}
        self._queues = {}
        self._handles = {}
        self._handled = 0
        self._items = {}
        self._put = 0
        self._contents = {}
        self._count = {}
        self._named = {}
        self._titles = {}

    def queue(self, queue, frame):
        """The number of `queue`."""
        known = self._queues.get(id(queue))
        if known is None:
            number = len(self._contents)
            known = self._queues[id(queue)] = (number, _held(queue, self._queues))
            self._contents[number] = []
            name = self._name(queue, frame) or f"queue-{number + 1}"
            self.host.queue(number, name, getattr(queue, "maxsize", 0), not self.is_fifo(queue))
        return known[0]

    def handle(self, value):
        """A handle for a queue, and its number, None as long as the run has not met it. None: it is no queue."""
        if self.is_queue is None or not self.is_queue(value):
            return None
        known = self._handles.get(id(value))
        if known is None:
            self._handled += 1
            known = self._handles[id(value)] = (self._handled, _held(value, self._handles))
        number = self._queues.get(id(value))
        return known[0], number and number[0]

    def object(self, thing, kind, frame, name=""):
        """The number of a lock, an event, a semaphore, …"""
        known = self._things.get(id(thing))
        if known is None:
            number = len(self._titles)
            known = self._things[id(thing)] = (number, _held(thing, self._things))
            count = self._count[kind] = self._count.get(kind, 0) + 1
            # A future is called by whatever variable it passes through.
            name = name or (self._name(thing, frame) if kind != "Future" else "") or f"{kind}-{count}"
            alike = self._named[name] = self._named.get(name, 0) + 1
            title = self._titles[number] = name if alike == 1 else f"{name} ({alike})"
            self.host.object(number, title, kind)
        return known[0]

    def let_go(self):
        """The program is over: its objects are the interpreter's to destroy."""
        self._items.clear()
        for inside in self._contents.values():
            inside.clear()

    def title(self, thing):
        """The name of an object that has a number."""
        return self._titles[self._things[id(thing)][0]]

    def late(self, thing, kind):
        """The name of an object when the run is over: the host is told of no other object then."""
        known = self._things.get(id(thing))
        if known is not None:
            return self._titles[known[0]]
        number = len(self._titles)
        count = self._count[kind] = self._count.get(kind, 0) + 1
        self._things[id(thing)] = (number, _held(thing, self._things))
        title = self._titles[number] = f"{kind}-{count}"
        return title

    def lock(self, lock, frame):
        return self.object(*self._made_of(lock, frame))

    def reason(self, frame):
        """Returns the kind and the thing that this frame of Condition.wait waits for, and a queue's condition or ''."""
        condition = frame.f_locals["self"]
        loop = getattr(condition, "loop", None)
        if loop is not None:
            return "EventLoop", loop(), ""
        outer = frame.f_back
        if outer is not None and outer.f_code is self.condition_wait_for:
            outer = outer.f_back
        owner = None if outer is None else self.owners.get(id(outer.f_code))
        if owner is None:
            return "Condition", condition, ""
        thing = outer.f_locals["self"]
        if owner == "queue":
            for name in ("not_empty", "not_full", "all_tasks_done"):
                if getattr(thing, name, None) is condition:
                    return "queue", thing, name
        if owner == "Semaphore" and outer.f_back is not None and self.owners.get(id(outer.f_back.f_code)) == "simple":
            return "queue", outer.f_back.f_locals["self"], "not_empty"
        return type(thing).__name__, thing, ""

    def _made_of(self, lock, frame):
        """The RLock that `lock` is inside of, or the lock itself: what it is, its kind, where it is used, and its name."""
        thing, kind, at = lock, "Lock", frame
        while at is not None and id(at.f_code) in self.inside:
            owner = at.f_locals.get("self")
            if getattr(owner, "_block", None) is thing:
                thing, kind = owner, "RLock"
            elif getattr(owner, "_lock", None) is thing:
                # The lock of a condition is not what its waiters wait on.
                return thing, kind, at, self._name(thing, at) or f"{self._name(owner, at) or 'Condition'} lock"
            at = at.f_back
        return thing, kind, frame, ""

    def put(self, queue, item, frame):
        """The number of `item`, which goes into `queue`; a result has the number of its request."""
        number = self.queue(queue, frame)
        known = None
        if not is_a(item, ATOMS):
            for part in (item, item[0] if is_a(item, tuple) and item else None):
                if part is not None and not is_a(part, ATOMS):
                    known = known or self._items.get(id(part))
        if known is None or any(known[0] == held for held_in in self._contents.values() for held, _ in held_in):
            known = (self._put, _held(item, self._items))
            # It must not live longer than without us.
            if not is_a(item, ATOMS) and (known[1] is not item or (_is_plain(item) and not access.hears)):
                self._items[id(item)] = known
            self._put += 1
            self.host.item(known[0], repr_of(item))
        inside = self._contents[number]
        inside.append((known[0], id(item)))
        _drop_gone(inside, queue)
        return number, known[0]

    def got(self, queue, item, frame):
        """The queue's number and the item's, which has come out of it."""
        number = self.queue(queue, frame)
        inside = self._contents[number]
        for at, (known, held) in enumerate(inside):
            if held == id(item):
                del inside[at]
                return number, known
        return number, -1

    def before(self, op, frame):
        """An operation of the library begins that is worth an event by itself."""
        event = self.starts.get(op)
        if event is not None:
            event(frame)

    starts = {}
    inside = set()

    def _name(self, thing, frame):
        """The program's name for `thing`: a variable, or an attribute of its object."""
        while frame is not None:
            code = frame.f_code
            if not self.is_library[code.co_filename]:
                owner = frame.f_locals.get("self")
                # The name that the whole program has for it, before the ones it has on its way.
                for place in (frame.f_globals, own_dict(owner), frame.f_locals):
                    for name, value in list(place.items()):
                        if value is thing and name != "self":
                            return name
            frame = frame.f_back
        return ""
