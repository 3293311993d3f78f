"""Seeds all sources of chance from the run's seed: random, a program's own generators, os.urandom and its users."""

import _random
import os
import random

_entropy = random.Random()
_own_seed = random.Random.seed
_seed_in_c, _init_in_c = _random.Random.seed, _random.Random.__init__


def urandom(size, /):
    """os.urandom, of bytes that the seed decides."""
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


def reset(seed):
    """Begins a run: the same numbers in the same order."""
    _own_seed(random._inst, seed)
    random._inst.gauss_next = None
    _own_seed(_entropy, seed)


def install():
    """Once: to set a class's attribute between runs would make its methods slow again."""
    bases = (_seed_base, _seed_in_c), (_init_base, _init_in_c)
    for ours, own in ((urandom, os.urandom), (_seed, random.Random.seed), *bases):
        ours.__name__, ours.__qualname__, ours.__doc__ = own.__name__, own.__qualname__, own.__doc__
    urandom.__module__, _seed.__module__ = "posix", "random"
    os.urandom = random._urandom = urandom
    random.Random.seed = _seed
    _random.Random.seed, _random.Random.__init__ = _seed_base, _init_base
    random.seed = random._inst.seed
