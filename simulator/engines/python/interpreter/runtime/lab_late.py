"""Modules of the library that are changed when a program imports them, so that a start does not have to."""

import importlib.abc
import sys

# Names of modules to functions that change them, once they have been executed.
changes = {}


class Loader(importlib.abc.Loader):
    """Executes a module with its own loader, and then changes it."""

    def __init__(self, spec, change):
        self._own = spec.loader
        self._change = change

    def create_module(self, spec):
        return self._own.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self._own
        module.__loader__ = self._own
        self._own.exec_module(module)
        self._change(module)


class Finder(importlib.abc.MetaPathFinder):
    """Finds the modules that are changed, by asking the finders behind it."""

    def find_spec(self, name, path=None, target=None):
        change = changes.get(name)
        if change is None:
            return None
        finders = sys.meta_path
        behind = finders[finders.index(self) + 1 :] if self in finders else finders
        for finder in behind:
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                spec.loader = Loader(spec, change)
                return spec
        return None


def change(name, how):
    """Changes the module `name`: now, if it is there, and whenever it is imported anew."""
    changes[name] = how
    if sys.modules.get(name) is not None:
        how(sys.modules[name])
