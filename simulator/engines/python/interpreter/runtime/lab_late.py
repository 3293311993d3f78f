"""Modules of the library that a program imports: some are changed then, and all are known when it runs again.

A module that was executed is taken away after the run. When the same program imports it again, it is put where it was,
with the names that it had. So is what it had imported, and what its import had changed elsewhere.
"""

import atexit
import sys
from importlib import import_module
from importlib.abc import Loader as AbstractLoader, MetaPathFinder
from importlib.machinery import ModuleSpec

import lab_threads as threads

# Names of modules to functions that change them, once they have been executed.
changes = {}
# Names of modules that every program finds.
base = frozenset()
host = None
# Set by lab_restore: watches what an import has brought.
watch = None
log = None

_known = {}
# What is being executed, outermost first: the thread, and what it has changed elsewhere.
_levels = []
# Where in the log of changes its own begin.
_start = 0
_atexit = vars(atexit)


class _Known:
    """A module that was executed in an earlier run."""

    def __init__(self, module, imported, level):
        self.module = module
        self.spec = module.__spec__
        self.names = dict(vars(module))
        # Names in sys.modules; what was put there without an import, with its module.
        self.imported = imported
        self.level = level
        self.used = True


class _Level:
    def __init__(self):
        self.thread = threads.current
        self.effects = []
        self.exits = []
        self.notes = []


class Loader(AbstractLoader):
    """Executes a module with its own loader, and then changes it."""

    def __init__(self, spec, change):
        self._own = spec.loader
        self._change = change

    def create_module(self, spec):
        return self._own.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self._own
        module.__loader__ = self._own
        name = module.__name__
        before = set(sys.modules)
        level = _Level()
        if host is not None:
            if name in base or name in _known or _levels and _levels[-1].thread != threads.current:
                host.taint()
            _gather()
            _levels.append(level)
        register, atexit.register = atexit.register, _registering(level)
        try:
            self._own.exec_module(module)
            if self._change is not None:
                self._change(module)
        finally:
            atexit.register = register
            if host is not None:
                _gather()
                _levels.remove(level)
        if host is not None and name not in base and sys.modules.get(name) is module:
            imported = {
                other: None if other in _known else found
                for other, found in sys.modules.items()
                if other not in before and other != name
            }
            _known[name] = _Known(module, imported, level)
            watch(module)


class _Again(AbstractLoader):
    """Puts a module that is known where it was."""

    def __init__(self, known):
        self._known = known

    def create_module(self, spec):
        return self._known.module

    def exec_module(self, module):
        known = self._known
        names = vars(module)
        for name in [name for name in names if name not in known.names]:
            del names[name]
        names.update(known.names)
        for name, alias in known.imported.items():
            if name not in sys.modules:
                if alias is None:
                    import_module(name)
                else:
                    # A program's main is another module in every run.
                    sys.modules[name] = sys.modules["__main__"] if alias.__name__ == "__main__" else alias
        for dictionary, values, gone in known.level.effects:
            dictionary.update(values)
            for name in gone:
                dictionary.pop(name, None)
        for function, args, kwargs in known.level.exits:
            atexit.register(function, *args, **kwargs)
        for kind in known.level.notes:
            host.note(kind)


def attach(to, changes):
    """Begins to know modules; `changes` is the log of what has changed in the library."""
    global base, host, log
    note = to.note

    def noting(kind):
        if _levels:
            _levels[-1].notes.append(kind)
        note(kind)

    to.note = noting
    base, host, log = frozenset(sys.modules), to, changes


def _registering(level):
    register = atexit.register

    def noted(function, /, *args, **kwargs):
        level.exits.append((function, args, kwargs))
        return register(function, *args, **kwargs)

    return noted


def _gather():
    """Adds the changes since the last call to the effects of the module that is being executed."""
    global _start
    if _levels:
        for n in range(_start, len(log), 2):
            dictionary, was = log[n], log[n + 1]
            if dictionary is not _atexit and dictionary is not sys.modules:
                values = {name: value for name, value in dictionary.items() if was.get(name, log) is not value}
                _levels[-1].effects.append((dictionary, values, [name for name in was if name not in dictionary]))
    _start = len(log)
    host.again()


def forget():
    """The run is over: what it has imported is not there for the next one until it imports it."""
    global _start
    _start = 0
    _levels.clear()
    for known in _known.values():
        known.used = False


class Finder(MetaPathFinder):
    """Finds the modules that are changed or known, by asking the finders behind it."""

    def find_spec(self, name, path=None, target=None):
        known = _known.get(name)
        if known is not None and not known.used:
            known.used = True
            package = known.spec.submodule_search_locations is not None
            return ModuleSpec(name, _Again(known), origin=known.spec.origin, is_package=package)
        change = changes.get(name)
        if change is None and host is None:
            return None
        finders = sys.meta_path
        behind = finders[finders.index(self) + 1 :] if self in finders else finders
        for finder in behind:
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = Loader(spec, change)
                return spec
        return None


def change(name, how):
    """Changes the module `name`: now, if it is there, and whenever it is imported anew."""
    changes[name] = how
    if sys.modules.get(name) is not None:
        how(sys.modules[name])
