"""The exit status of a program."""

import sys
import unittest

import lab_trace as trace


def status(error, main):
    """Tells the host how a program has left, by SystemExit."""
    code = error.code
    if code is None or code == 0:
        return
    if not isinstance(code, int):
        sys.stderr.write(f"{code}\n")
        code = 1
    trace.host.exited(seen(code), _tests_passed(error.__traceback__, main))


def seen(code):
    """The exit code that a parent process sees: eight bits, of a number that C can hold."""
    return code & 0xFF if -(2**63) <= code < 2**63 else 0xFF


def _tests_passed(traceback, main):
    """Tells whether the program ran tests, and all of them passed. Then its exit code tells of something else."""
    places = [main.__dict__]
    while traceback is not None:
        if not trace.is_library[traceback.tb_frame.f_code.co_filename]:
            places.append(traceback.tb_frame.f_locals)
        traceback = traceback.tb_next
    results = [getattr(value, "result", value) for place in places for value in list(place.values())]
    results = [result for result in results if isinstance(result, unittest.TestResult)]
    return bool(results) and all(result.testsRun > 0 and result.wasSuccessful() for result in results)
