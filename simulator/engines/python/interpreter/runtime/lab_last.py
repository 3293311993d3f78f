"""The end of a program's objects, with that of the interpreter: destructors, and the `finally` of suspended generators.

CPython collects garbage, lets go of the modules, and clears what is left of them (Python/pylifecycle.c, finalize_modules).
A collection costs as much as a short run. So it is made only where something could be heard of it.
"""

import sys
import types
import weakref

import lab_access as access
import lab_kinds as kinds
import lab_safe as safe
import lab_trace as trace
from asyncio import tasks

_SUSPENDED = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)
# What a collection has found may be of this run only: the next begins in a fresh interpreter.
collected = False


def _suspended(names):
    """Tells whether a variable of the module holds a generator or a coroutine, itself or in a list."""
    for value in names.values():
        for each in (value, *(value if type(value) in (list, tuple) else ())):
            if kinds.is_a(each, _SUSPENDED):
                return True
    return False


def heard(main):
    """Tells whether the program's output can show that its objects are destroyed."""
    return access.destroys or _suspended(main) or bool(tasks._scheduled_tasks)


def end(of_program):
    """Destroys the program's objects, as CPython does at its end. `of_program`: is a module the program's?"""
    global collected
    collected = True
    trace.names.let_go()
    access.let_all_go()
    kinds.let_go()
    safe.collect()
    modules = []
    for name, module in list(sys.modules.items()):
        if kinds.is_a(module, types.ModuleType) and of_program(module):
            modules.append(weakref.ref(module))
            del sys.modules[name]
    module = None
    safe.collect()
    for reference in reversed(modules):
        module = reference()
        if module is not None:
            _clear(vars(module))
    module = None
    safe.collect()


def _clear(names):
    """Lets go of a module's names, first of those with one underscore (Objects/moduleobject.c, _PyModule_ClearDict)."""
    for private in (True, False):
        for name in list(names):
            one = name[:1] == "_" and name[1:2] != "_"
            if names[name] is not None and name != "__builtins__" and (one or not private):
                names[name] = None
