"""Runs one program after another in one interpreter, each as if it were the first."""

import atexit
import builtins
import gc
import linecache
import os
import posix
import sys
import types

import lab_access as access
import lab_library  # noqa: F401 (before asyncio, which logs with the logging that this imports)
import lab_asyncio  # noqa: F401 (from here on asyncio is that in Python)
import lab_check
import lab_errno
import lab_closed as closed
import lab_exit as exits
import lab_files as files
import lab_futures
import lab_hashes as hashes
import lab_hidden as hidden
import lab_hooks as hooks
import lab_hopeless as hopeless
import lab_guard as guard
import lab_locks as locks
import lab_last as last
import lab_lost as lost
import lab_owner as owner
import lab_operands as operands
import lab_plan as plan
import lab_points as points
import lab_fingerprint as fingerprints
import lab_restore as restored
import lab_safe as safe
import lab_sealed as sealed
import lab_stand_ins as stand_ins
import lab_strict as strict
import lab_submodules as submodules
import lab_threads as threads
import lab_trace as trace
import lab_uses as uses
import lab_world as world
from lab_library import LIBRARY_CODE, threading, wire
from lab_fingerprint import fingerprint  # noqa: F401 (the host asks for it here)
from lab_operands import works as sees  # noqa: F401
from lab_points import done_since  # noqa: F401
from lab_problems import problems  # noqa: F401
from lab_reaches import reaches  # noqa: F401
from lab_world import ROOT, Input, Output, compiled
from lab_world import over as stepped_over

# Programs use these; imported here, they are in the snapshot, and wait on our locks.
import functools, json, logging, traceback, unittest, weakref  # noqa: E401, F401

# A run of this is a run of the check beside it.
ENTRY = "/lab_runtime/lab_check.py"
CHECK = owner.CHECK

host = None
# A recursion limit that no other number is like.
_PROBE = 54321
# Our functions below a program's first frame, besides `enter`.
_BELOW = 2
_begun = False
# Pyodide's own: kept, for a file that goes is closed.
_streams = sys.__stdin__, sys.__stdout__, sys.__stderr__
_compiled = {}
_from_json = json.scanner.c_make_scanner(json.JSONDecoder())
# In C, and made before any program runs: none can change what it does.
_chunks = json.encoder.c_make_encoder(
    None, None, json.encoder.c_encode_basestring_ascii, None, ": ", ", ", False, False, True
)


def write(program):
    """Puts the program's files, name to text, where it finds them."""
    guard.watch(False)
    owner.hand_in(program)
    files.write(program)
    linecache.clearcache()
    _forget_code()


def _forget_code():
    _compiled.clear()
    compiled.clear()
    points.instrumented.clear()
    plan.forget()
    uses.forget()
    access.forget()


def _compile(entry):
    code = _compiled.get(entry)
    if code is None:
        with open(os.path.join(ROOT, entry), "rb") as file:
            code = _compiled[entry] = compile(file.read(), entry, "exec", dont_inherit=True)
        if not trace.is_library[entry]:
            points.instrument(code)
            if trace.granularity == "access":
                plan.scan(code)
    return code


def prepare(entry, granularity, into, over, recording, capturing, seed, args, given, watching=False, using=False):
    """Makes everything ready for a run of `entry`, which `threads.enter(0)` then is. `over`, `args`: texts, joined by NULs.
    False: the run before has changed what only a fresh interpreter puts back."""
    global _begun
    guard.pause()
    if _begun and (last.collected or not restored.restore()):
        return False
    _begun = True
    if granularity != trace.granularity:
        _forget_code()
    trace.granularity = granularity
    trace.capturing = capturing
    stepped_over.clear()
    stepped_over.update(over.split("\0"))
    if trace.into:
        points.watch(False)
        trace.step_into(False)
    restored.begin()
    threads.reset()
    fingerprints.reset()
    safe.reset()
    hopeless.reset()
    stand_ins.reset(seed)
    access.reset(watching or granularity == "access")
    trace.step_into(into)
    points.watch(recording, LIBRARY_CODE if into else ())
    points.tell_uses(recording and using)
    trace.names.reset()
    sys.stdin, sys.stdout, sys.stderr = Input(given), Output("<stdout>", False), Output("<stderr>", True)
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    sys.argv = [entry, *(args.split("\0") if args else ())]
    sys.setrecursionlimit(1000)
    if ROOT not in sys.path:
        sys.path.insert(0, ROOT)
    if entry == ENTRY:
        _check()
    guard.watch(entry == ENTRY)
    record = threads.Record(lambda: _main(entry), threading._main_thread._os_thread_handle, False)
    threads.threads.append(record)
    restored.mark()
    # The guards of a check ask who has called them.
    hidden.hide(entry != ENTRY)
    return True


def _main(entry):
    main = types.ModuleType("__main__")
    main.__file__ = entry
    main.__builtins__ = builtins
    sys.modules["__main__"] = main
    begun = False
    try:
        if entry == ENTRY:
            code, needed = _check()
            trace.begins()
            lab_check.scenario(sys.argv[1], code, needed, host, trace, _as_json)
        else:
            code = _compile(entry)
            trace.begins()
            begun = True
            host.deepen(_BELOW)
            exec(code, main.__dict__)
    except SystemExit as error:
        exits.status(error, main)
    except threads.Abandon:
        raise
    except BaseException as error:
        if threads.abandoning:
            raise
        if not begun and entry != ENTRY:
            host.note("syntax")
        error.__traceback__ = hidden.programs(error.__traceback__)
        trace.uncaught(error)
        if isinstance(error, KeyboardInterrupt):
            host.exited(130)
        sys.excepthook(type(error), error, error.__traceback__)
    threading._shutdown()
    if not threads.abandoning:
        atexit._run_exitfuncs()
        # Registered when it is imported, so the last to run; without handlers of the program it does nothing.
        if len(logging._handlerList) > 1:
            logging.shutdown()
        lost.report(main, host)
        hopeless.at_end()
        if entry != ENTRY and last.heard(vars(main)):
            del main
            last.end(_is_programs)


def _is_programs(module):
    return module.__name__ == "__main__" or isinstance(getattr(module, "__loader__", None), world.Loader)


def _check():
    """The code of the check, and which lines of its scenarios must hold."""
    known = _compiled.get(CHECK)
    if known is None:
        with open(CHECK, "rb") as file:
            known = _compiled[CHECK] = strict.compiled(file.read().decode(), CHECK)
        owner.register(known[0])
    return known


def _as_json(value):
    return "".join(_chunks(value, 0))


def judged(scenario, account):
    """Runs the check on a finished run, which `account` tells as JSON. Returns a failed expectation as JSON, or ''."""
    return lab_check.judged(_check()[0], scenario, _from_json(account, 0)[0], _as_json)


def sweep():
    """Collects what runs have left behind, since nothing does it by itself."""
    safe.sweep()


def attach(to):
    """Connects a fresh interpreter, or one from a snapshot, to its host."""
    global host
    # Fetched once: to look a method up on a JavaScript object costs more than to call it.
    host = types.ModuleType("lab_host")
    # Attributes of a module are found fastest: CPython keeps their places beside the instruction.
    vars(host).update({name: getattr(to, name) for name in to.object_keys()})
    made = []
    names = host.natives(id(made)).split()
    # Builtins are called ten times as fast. Threads are suspended in one of them.
    vars(host).update(zip(names, made, strict=True))
    sys.setrecursionlimit(_PROBE)
    host.limited(_PROBE)
    trace.host = host
    trace.names.host = host
    access.host = uses.host = host
    operands.attach(host)
    threads.attach(host, trace)
    points.attach(host)
    lab_errno.attach(host)
    hidden.attach(host)
    hashes.attach(host)
    # A program that could import us could tell the host what it likes.
    sys.path[:] = [path for path in sys.path if path != "/lab_runtime"]
    sealed.seal()
    closed.close()
    for name in [name for name in sys.modules if name.startswith("lab_")]:
        del sys.modules[name]
    # Pyodide sets a hook of its own whenever it starts, from a snapshot too.
    hooks.install()
    submodules.hide()
    restored.attach(host)


def codes():
    """The addresses of code that the host believes: `lab.expect`, and all that is on the stack after a scenario."""
    expect, scenario = lab_check.codes()
    [main] = [each for each in prepare.__code__.co_consts if isinstance(each, types.CodeType)]
    return [expect, scenario, id(_main.__code__), id(main), id(threads.enter.__code__)]


def set_up():
    """Once, before a snapshot is taken."""
    os.makedirs(ROOT, exist_ok=True)
    # The path of the program that runs us, with the name of its user.
    os.environ.pop("_", None)
    posix.environ.pop(b"_", None)
    import lab_capture

    trace.capture = lab_capture.capture
    trace.begins_with = plan.starts
    lab_capture.trace = trace
    bootstrap = sys.modules["_frozen_importlib"]
    bootstrap._thread = types.SimpleNamespace(
        RLock=threading._PyRLock, allocate_lock=locks.lock, get_ident=threads.get_ident
    )
    wire(trace.names)
    stand_ins.install()
    threads.find_hopeless, threads.suspect = hopeless.look, hopeless.suspect
    threads.unserved = lab_futures.tell
    hooks.install()
    submodules.prepare()
    restored.keep()
    hidden.find()
    gc.collect()
    gc.freeze()
    safe.install()
    guard.set_up()
