"""Runs one scenario of an exercise's check, as a program of its own: the scenario imports the learner's files, uses them,
and says what it expects. What it finds goes to the host at once, so nothing that happens later can take it back.

A check is a Python file. A scenario is a function in it that takes a `lab`; a function named after it, with `after_` in
front, takes a `run` that is over, and may judge its output and its events. Neither is on a line that the learner sees:
what a check does itself is no switch point.
"""

import builtins
import collections
import itertools
import sys
import types


class Failed(BaseException):
    """What was expected does not hold: the scenario ends here."""


# What a scenario is given. It cannot be changed: the program under test runs in the same interpreter.
#
# expect(holds, key, **values)  ends the scenario if `holds` is false; `key` names the message for the learner
# attribute(thing, name)        `thing.name`; the message `missing` if there is none
# now(), sleep(seconds)         the scheduler's clock, whatever the program has done to `time`
# steps()                       how many steps all threads together have taken
# alive()                       names of the threads that have not ended, without main, as the scheduler knows them
Lab = collections.namedtuple("Lab", "expect attribute now sleep steps alive")


def _lab(fail, changed, as_json, *rest):
    """A `lab`, and how many expectations have held. `changed`: what the program has changed that is not its own."""
    held = itertools.count()

    begun = False

    def expect(holds, key, **values):
        nonlocal begun
        # Looked for when the program has been imported, and when something fails: it takes longer than all the rest.
        name = "" if holds and begun else changed()
        begun = True
        if holds and not name:
            next(held)
            return
        if name:  # With other threads and queues, nothing that was seen means anything.
            key, values = "changed", {"name": name}
        # What a program returns may be a text of any length.
        short = {name: value[:300] if isinstance(value, str) else value for name, value in values.items()}
        fail(as_json({"key": key, "values": short}))
        raise Failed

    def attribute(thing, name):
        found = getattr(thing, name, None)
        owner = getattr(thing, "__name__", type(thing).__name__)
        expect(found is not None, "missing", name=f"{owner}.{name}")
        return found

    return Lab(expect, attribute, *rest), held


def _load(code):
    """The names that a check defines. It has builtins of its own: the program may have changed those of all."""
    check = types.ModuleType("check")
    check.__builtins__ = dict(vars(builtins))
    exec(code, check.__dict__)
    return check


def judged(code, scenario, account, as_json):
    """What the scenario's `after_` function says of a run that is over: a failed expectation as JSON, or nothing."""
    after = getattr(_load(code), f"after_{scenario.replace('-', '_')}", None)
    failures = []
    if after is not None:
        run = types.SimpleNamespace(**account)
        run.events = [types.SimpleNamespace(**event) for event in run.events]
        try:
            after(_lab(failures.append, str, as_json, None, None, None, None)[0], run)
        except Failed:
            pass
    return failures[0] if failures else ""


def _scenario(code, host, trace, changed, as_json):
    lab, held = _lab(host.failed, changed, as_json, host.now, trace.sleep, host.steps, trace.alive)
    try:
        getattr(_load(code), sys.argv[1].replace("-", "_"))(lab)
        expected = next(held)
        if changed():
            lab.expect(False, "changed")
    except Failed:
        return
    host.passed(expected)


if __name__ == "__main__":
    _scenario(*globals().pop("ours"))
