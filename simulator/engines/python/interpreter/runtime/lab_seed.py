"""Seeds all sources of chance from the run's seed: random, a program's own generators, os.urandom and its users."""

import os
import random

_entropy = random.Random()
_own_seed = random.Random.seed


def urandom(size, /):
    """os.urandom, of bytes that the seed decides."""
    if size < 0:
        raise ValueError("negative argument not allowed")
    return _entropy.randbytes(size)


def _seed(self, a=None, version=2):
    _own_seed(self, int.from_bytes(_entropy.randbytes(32)) if a is None else a, version)


def reset(seed):
    """Begins a run: the same numbers in the same order."""
    _own_seed(random._inst, seed)
    random._inst.gauss_next = None
    _own_seed(_entropy, seed)


def install():
    """Once: to set a class's attribute between runs would make its methods slow again."""
    for ours, own in ((urandom, os.urandom), (_seed, random.Random.seed)):
        ours.__name__, ours.__qualname__, ours.__doc__ = own.__name__, own.__qualname__, own.__doc__
    urandom.__module__, _seed.__module__ = "posix", "random"
    os.urandom = random._urandom = urandom
    random.Random.seed = _seed
    random.seed = random._inst.seed
