"""Lists or runs CPython's own tests, and says how it went in one line of JSON, the last one printed.

    run_one.py list test.test_queue test.test_threading …
    run_one.py run test.test_queue PyQueueTest.test_basic PyQueueTest.test_nowait …
"""

import importlib
import json
import sys
import unittest

# The tests' own modules stay from run to run, for importing them takes longer than most tests; not after a failure.
kept = sys.__dict__.setdefault("modules_of_tests", {})
sys.modules.update(kept)

from test import support
from test.support import threading_helper

# Asked of Emscripten, which knows nothing of our threads.
threading_helper.can_start_thread = True
threading_helper._can_start_thread = lambda: True
support.use_resources = ["walltime", "cpu"]


def tests_of(module):
    pending = [unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module(module))]
    while pending:
        test = pending.pop()
        if isinstance(test, unittest.TestSuite):
            pending.extend(test)
        else:
            name = test.id()
            yield name.removeprefix(f"{module}.") if name.startswith(module) else f"doctest.{name}", test


def listed(modules):
    found = {}
    for module in modules:
        try:
            found[module] = sorted(name for name, _ in tests_of(module))
        except unittest.SkipTest as reason:
            found[module] = f"{reason}"
    return found


def named(module, wanted):
    owner, _, method = wanted.partition(".")
    kind = getattr(importlib.import_module(module), owner, None)
    return kind(method) if kind else next(test for name, test in tests_of(module) if name == wanted)


def run(module, *wanted):
    """Those that have passed, and what is wrong with the last of the others."""
    said = {"passed": []}
    for name in wanted:
        result = unittest.TestResult()
        unittest.TestSuite([named(module, name)]).run(result)
        wrong = {"failed": text for _, text in result.failures + result.errors}
        wrong |= {"skipped": reason for _, reason in result.skipped}
        if result.unexpectedSuccesses:
            wrong["failed"] = "unexpected success"
        said |= wrong
        if not wrong:
            said["passed"].append(name)
    return said


kept.clear()
said = listed(sys.argv[2:]) if sys.argv[1] == "list" else run(*sys.argv[2:])
if "failed" not in said:
    kept.update((name, module) for name, module in sys.modules.items() if name.partition(".")[0] == "test")
print("\n" + json.dumps(said))
