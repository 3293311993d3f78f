"""Runs one scenario of an exercise's check, as a program of its own: the scenario imports the learner's files, uses them,
and says what it expects. What it finds goes to the host at once, so nothing that happens later can take it back.

A check is a Python file. A scenario is a function in it that takes a `lab`; a function named after it, with `after_` in
front, takes a `run` that is over, and may judge its output and its events. Neither is on a line that the learner sees:
what a check does itself is no switch point.
"""

import builtins
import collections
import itertools
import json
import sys
import types

CHECK = "/lab_runtime/check.py"


class Failed(BaseException):
    """What was expected does not hold: the scenario ends here."""


# What a scenario is given. It cannot be changed: the program under test runs in the same interpreter.
#
# expect(holds, key, **values)  ends the scenario if `holds` is false; `key` names the message for the learner
# attribute(thing, name)        `thing.name`; the message `missing` if there is none
# now(), sleep(seconds)         the scheduler's clock, whatever the program has done to `time`
Lab = collections.namedtuple("Lab", "expect attribute now sleep")


def _lab(fail, now, sleep):
    """A `lab`, and how many expectations have held."""
    held = itertools.count()

    def expect(holds, key, **values):
        if not holds:
            fail(json.dumps({"key": key, "values": values}))
            raise Failed
        next(held)

    def attribute(thing, name):
        found = getattr(thing, name, None)
        owner = getattr(thing, "__name__", type(thing).__name__)
        expect(found is not None, "missing", name=f"{owner}.{name}")
        return found

    return Lab(expect, attribute, now, sleep), held


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
            after(_lab(failures.append, None, None)[0], run)
        except Failed:
            pass
    return failures[0] if failures else ""


def _scenario(host, sleep):
    lab, held = _lab(host.failed, host.now, sleep)
    try:
        getattr(_load(), sys.argv[1].replace("-", "_"))(lab)
    except Failed:
        return
    host.passed(next(held))


if __name__ == "__main__":
    _scenario(*globals().pop("ours"))
