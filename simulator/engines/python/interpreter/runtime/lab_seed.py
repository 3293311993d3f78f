"""Seeds all sources of chance from the run's seed: random, a program's own generators, os.urandom and its users."""

import _random
import os
import random

import lab_threads as threads
from lab_in_c import c_size, in_c

_entropy = random.Random()
# All that are seeded anew for a run, and with which number they were last.
_generators = [random._inst, _entropy]
_seeded = None
# What a generator keeps: how many of its words are used up, and 624 words (Modules/_randommodule.c, RandomObject).
_KNOWN = _random.Random.__basicsize__ == object.__basicsize__ + 4 * 625
_own_seed = random.Random.seed
_seed_in_c, _init_in_c = _random.Random.seed, _random.Random.__init__


def urandom(size, /):
    """os.urandom, of bytes that the seed decides."""
    size = c_size(size)
    if size < 0:
        raise ValueError("negative argument not allowed")
    return _entropy.randbytes(size)


def _number():
    return int.from_bytes(_entropy.randbytes(32))


def _seed_base(self, n=None, /):
    _seed_in_c(self, _number() if n is None else n)


def _init_base(self, *args, **options):
    # Where it is given nothing, C asks the machine.
    if not options and args in ((), (None,)):
        args = (_number(),)
    _init_in_c(self, *args, **options)


def _seed(self, a=None, version=2):
    _own_seed(self, _number() if a is None else a, version)


def generator():
    """A generator of ours, seeded anew for each run."""
    made = random.Random()
    _generators.append(made)
    return made


def reset(seed):
    """Begins a run: the same numbers in the same order."""
    global _seeded
    if seed == _seeded:
        # To compute them again would take as long as a third of an empty run.
        threads.host.reseed()
        _generators[0].gauss_next = None
        return
    for each in _generators:
        _own_seed(each, seed)
    if _KNOWN:
        _seeded = seed
        threads.host.seeded(" ".join(str(id(each)) for each in _generators))


def install():
    """Once: to set a class's attribute between runs would make its methods slow again."""
    bases = (_seed_base, _seed_in_c), (_init_base, _init_in_c)
    for ours, own in ((_seed, random.Random.seed), *bases):
        ours.__name__, ours.__qualname__, ours.__doc__ = own.__name__, own.__qualname__, own.__doc__
    _seed.__module__ = "random"
    os.urandom = random._urandom = in_c(urandom, "posix", os.urandom)
    random.Random.seed = _seed
    _random.Random.seed, _random.Random.__init__ = _seed_base, _init_base
    random.seed = random._inst.seed
