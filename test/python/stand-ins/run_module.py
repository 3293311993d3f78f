"""Runs the tests of one of CPython's test modules in one process, as CPython's own test runner does, and says how each went.

run_module.py MODULE ONLY LEFT_OUT: two regular expressions on the names of tests, such as `PollTest.test_twice`.
"""

import contextlib
import importlib
import json
import re
import sys
import unittest

from test import support
from test.support import threading_helper

# All of it is closed here; with none, the tests that need it skip themselves.
sys.modules["ctypes"] = None
# Asked of Emscripten, which knows nothing of our threads.
threading_helper.can_start_thread = True
threading_helper._can_start_thread = lambda: True
support.use_resources = ["walltime", "cpu"]
# What it asks of C is gone in 3.14, which makes nothing immortal.
support.suppress_immortalization = contextlib.contextmanager(lambda suppress=True: iter([None]))


def tests_of(module):
    pending = [unittest.defaultTestLoader.loadTestsFromModule(module)]
    while pending:
        test = pending.pop()
        if isinstance(test, unittest.TestSuite):
            pending.extend(reversed(list(test)))
        else:
            yield test


def run(name, only, left_out):
    try:
        module = importlib.import_module(name)
    except unittest.SkipTest as reason:
        return {"skipped": {str(reason): ["the module"]}}
    short = lambda test: test.id().removeprefix(f"{name}.")
    chosen = [test for test in tests_of(module) if re.search(only, short(test)) and not re.search(left_out, short(test))]
    result = unittest.TestResult()
    unittest.TestSuite(chosen).run(result)
    said = {"run": result.testsRun, "failed": {}, "skipped": {}}
    for test, text in result.failures + result.errors:
        said["failed"][test.id().removeprefix(f"{name}.")] = text[-1500:]
    for test, reason in result.skipped:
        said["skipped"].setdefault(reason, []).append(test.id().removeprefix(f"{name}."))
    return said


print("\n" + json.dumps(run(*sys.argv[1:])))
