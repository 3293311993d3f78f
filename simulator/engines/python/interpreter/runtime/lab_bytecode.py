"""The code of our modules, made once with the library, and what they work out at each start.

Without that, a start takes twice the time. While developing, the modules come from their sources.
"""

import sys
from importlib.machinery import ModuleSpec

# Names of our modules to their code; empty: they come from their sources.
codes = {}
# What is the same at each start, by what it depends on.
results = {}


def once(key, make):
    """Gives what `make` gives, which only `key` decides. It can be marshalled."""
    if key not in results:
        results[key] = make()
    return results[key]


class _Finder:
    """Finds our modules in `codes`."""

    @staticmethod
    def find_spec(name, _path=None, _target=None):
        return ModuleSpec(name, _Finder, origin=f"/lab_runtime/{name}.py") if name in codes else None

    @staticmethod
    def create_module(_spec):
        return None

    @staticmethod
    def exec_module(module):
        module.__file__ = module.__spec__.origin
        exec(codes.pop(module.__name__), vars(module))


def start():
    """Sets everything up, once."""
    sys.meta_path.insert(0, _Finder)
    import lab_run

    lab_run.set_up()
    sys.meta_path.remove(_Finder)
