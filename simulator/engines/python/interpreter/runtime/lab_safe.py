"""Keeps the garbage collector from walking the stacks of suspended threads.

CPython finds the frames of all threads through entries on the C stack. Pyodide lends that stack to the thread that runs
(see lab_fingerprint). A full collection does not look there. The increments of CPython 3.14's automatic one do: the interpreter
then dies of "memory access out of bounds".
"""

import gc
import sys

import lab_threads as threads
from lab_in_c import c_int, in_c

_collect = gc.collect
_enabled = True


def collect(generation=2):
    """gc.collect: always all generations. What it finalizes may not wait: the collector's own lists are on the C stack."""
    if not 0 <= c_int(generation) <= 2:
        raise ValueError("invalid generation")
    if threads.collecting:
        return 0
    record = threads.threads[threads.current]
    switchable, record.switchable, threads.collecting = record.switchable, False, True
    threads.host.still(True)
    try:
        return _collect()
    finally:
        threads.host.still(False)
        record.switchable, threads.collecting = switchable, False


def sweep():
    """Collects between two runs. The run is over: what is finalized now neither waits nor prints."""
    threads.abandoning = threads.collecting = True
    for record in threads.threads:
        record.switchable = False
    threads.host.still(True)
    _collect()
    threads.host.still(False)
    threads.collecting = False


def _enable():
    global _enabled
    _enabled = True


def _disable():
    global _enabled
    _enabled = False


def _isenabled():
    return _enabled


def reset():
    """As it is when a program begins."""
    _enable()


def install():
    """Once; the automatic collection stays off."""
    gc.disable()
    for made in (collect, _enable, _disable, _isenabled):
        name = made.__name__.lstrip("_")
        setattr(gc, name, in_c(made, "gc", getattr(gc, name)))
