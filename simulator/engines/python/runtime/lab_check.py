"""Runs one scenario of an exercise's check, as a program of its own: the scenario imports the learner's files, uses them,
and says what it expects. What it finds goes to the host at once, so nothing that happens later can take it back.

A check is a Python file. A scenario is a function in it that takes a `lab`; a function named after it, with `after_` in
front, takes a `run` that is over, and may judge its output and its events. Neither is on a line that the learner sees:
what a check does itself is no switch point.
"""

import builtins
import json
import sys
import types

CHECK = "/lab_runtime/check.py"


class Failed(BaseException):
    """What was expected does not hold: the scenario ends here."""


class Lab:
    """What a scenario is given. Its clock is the scheduler's, whatever the program has done to `time`."""

    def __init__(self, fail, now, sleep):
        self._fail = fail
        self.now = now
        self.sleep = sleep

    def expect(self, holds, key, **values):
        """Ends the scenario if `holds` is false; `key` names the message for the learner, with `values` in it."""
        if not holds:
            self._fail(json.dumps({"key": key, "values": values}))
            raise Failed

    def attribute(self, thing, name):
        """`thing.name`; a clear message if there is none."""
        found = getattr(thing, name, None)
        owner = getattr(thing, "__name__", type(thing).__name__)
        self.expect(found is not None, "missing", name=f"{owner}.{name}")
        return found


def _load():
    """The names that a check defines. It has builtins of its own: the program may have changed those of all."""
    with open(CHECK, encoding="utf-8") as file:
        text = file.read()
    check = types.ModuleType("check")
    check.__builtins__ = dict(vars(builtins))
    exec(compile(text, CHECK, "exec", dont_inherit=True), check.__dict__)
    return check


def judged(scenario, account):
    """What the scenario's `after_` function says of a run that is over: a failed expectation as JSON, or nothing."""
    after = getattr(_load(), f"after_{scenario.replace('-', '_')}", None)
    failures = []
    if after is not None:
        run = types.SimpleNamespace(**json.loads(account))
        run.events = [types.SimpleNamespace(**event) for event in run.events]
        try:
            after(Lab(failures.append, None, None), run)
        except Failed:
            pass
    return failures[0] if failures else ""


def _scenario(host, sleep):
    run = getattr(_load(), sys.argv[1].replace("-", "_"))
    try:
        run(Lab(host.failed, host.now, sleep))
    except Failed:
        return
    host.passed()


if __name__ == "__main__":
    _scenario(*globals().pop("ours"))
