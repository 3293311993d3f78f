"""Submodules that the lab has imported for itself: a program finds one in its package once it has imported it.

Natively `import importlib` gives no `importlib.util`; the import of a module that imports it does. What a module
imports stands in its bytecode.
"""

import dis
import sys
from types import CodeType, ModuleType

from lab_bytecode import once

_OPTIMIZED = 1
_IMPORT, _EXTENDED = dis.opmap["IMPORT_NAME"], dis.opmap["EXTENDED_ARG"]
_HANDLER = dis.opmap["PUSH_EXC_INFO"]
_SMALL, _CONST, _STORE = (dis.opmap[name] for name in ("LOAD_SMALL_INT", "LOAD_CONST", "STORE_NAME"))
# What a module in C imports.
_IN_C = {"_asyncio": ("asyncio",)}

# Names of packages whose submodules are hidden.
hiding = set()
# Names of modules to what their import shows: the names in a package, one of them, and the submodule.
_shown = {}
# Full names to the same.
_hidden = {}


def show(name, fromlist):
    """The module `name` was imported; `fromlist`: names that are taken from it."""
    if name in _shown:
        for names, part, submodule in _shown[name]:
            if part not in names:
                names[part] = submodule
    if fromlist and name in hiding:
        for part in fromlist:
            full = f"{name}.{part}"
            if full in _shown:
                show(full, ())


def shows(name):
    """Tells whether the import of a module shows submodules."""
    return name in _shown


def _instructions(code):
    """Pairs of opcode and argument."""
    raw, arg = code.co_code, 0
    for at in range(0, len(raw), 2):
        arg = arg << 8 | raw[at + 1]
        if raw[at] != _EXTENDED:
            yield raw[at], arg
            arg = 0


def _imports(code):
    """The imports that run when the module does: name, level, and names that are taken."""
    before = last = (0, 0)
    for op, arg in _instructions(code):
        # The compiler puts handlers behind everything else. What they import is there natively, in C.
        if op == _HANDLER:
            break
        if op == _IMPORT:
            level = before[1] if before[0] == _SMALL else 0
            taken = code.co_consts[last[1]] if last[0] == _CONST else None
            yield code.co_names[arg], level, taken or ()
        before, last = last, (op, arg)
    for const in code.co_consts:
        # The body of a class runs with its module.
        if type(const) is CodeType and not const.co_flags & _OPTIMIZED:
            yield from _imports(const)


def _stored(module):
    code = _code_of(module)
    return {code.co_names[arg] for op, arg in _instructions(code) if op == _STORE} if code else ()


def _with_parents(name):
    while name:
        yield name
        name = name.rpartition(".")[0]


def _code_of(module):
    try:
        return module.__spec__.loader.get_code(module.__spec__.name)
    except (AttributeError, ImportError):
        return None


def _direct(module):
    """Names of the modules that `module` imports by itself, as far as they are there."""
    spec, code = module.__spec__, _code_of(module)
    yield from (name for name in _IN_C.get(spec.name, ()) if name in sys.modules)
    for name, level, taken in _imports(code) if code else ():
        if level:
            package = spec.name if spec.submodule_search_locations is not None else spec.parent
            base = package.rsplit(".", level - 1)[0]
            name = f"{base}.{name}" if name else base
        for each in (name, *(f"{name}.{part}" for part in taken)):
            if each in sys.modules:
                yield from _with_parents(each)


def _closure(name, direct):
    found, todo = set(), list(_with_parents(name))
    while todo:
        each = todo.pop()
        if each not in found:
            found.add(each)
            todo.extend(direct.get(each, ()))
    return found


def _found(modules):
    """Finds what programs do not see yet, and what shows it. Gives names only."""
    # A module that stands under a second name too, as collections.abc does, is executed under its own.
    direct = {name: set(_direct(each)) for name, each in modules.items() if each.__spec__.name == name}
    closures = {name: _closure(name, direct) for name in modules}
    hidden = []
    for name in closures:
        package, _, part = name.rpartition(".")
        # Python itself has looked for its encodings.
        if name in closures.get(package, (name,)) or package == "encodings" or not hasattr(modules[package], "__path__"):
            continue
        if vars(modules[package]).get(part) is modules[name] and part not in _stored(modules[package]):
            hidden.append(name)
    shown = {name: [each for each in hidden if each in closure] for name, closure in closures.items()}
    return hidden, {name: each for name, each in shown.items() if each}


def prepare():
    """Once, before a snapshot is taken: finds what programs do not see yet."""
    modules = {
        name: each
        for name, each in sorted(sys.modules.items())
        if isinstance(each, ModuleType) and each.__spec__ and not name.startswith("lab_")
    }
    found, shown = once((__name__, *modules), lambda: _found(modules))
    for name in found:
        package, _, part = name.rpartition(".")
        _hidden[name] = vars(modules[package]), part, modules[name]
        hiding.add(package)
    for name, names in shown.items():
        _shown[name] = tuple(_hidden[each] for each in names)


def hide():
    """Before the first program begins."""
    for names, part, _ in _hidden.values():
        names.pop(part, None)
