"""The order of a set of threads or of futures: as arbitrary as their addresses make it, but in every run the same.

An object's own hash is its address. ThreadPoolExecutor joins its threads, and `wait` and `as_completed` hand out
futures, in the order of a set. So a schedule would not fit the next run of the same program.
"""

import weakref
from asyncio import futures

import lab_seed as chance
from lab_library import base, threading

_numbers = {}
_random = chance.generator()


def number(thing):
    """A number for `thing`, drawn when it is first asked for; only what lives can have been given one."""
    key = id(thing)
    known = _numbers.get(key)
    if known is None:
        # The reference goes with the number: it tells when the address is free for others.
        gone = weakref.ref(thing, lambda _: _numbers.pop(key, None))
        known = _numbers[key] = _random.getrandbits(60), gone
    return known[0]


def _acquire(self, futures):
    """_AcquireFutures.__init__, which sorts by id(): a thread that locks several futures does it in one order."""
    self.futures = sorted(futures, key=number)


threading.Thread.__hash__ = base.Future.__hash__ = futures.Future.__hash__ = number
base._AcquireFutures.__init__ = _acquire
