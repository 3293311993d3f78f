"""Runs one scenario of an exercise's check: the scenario imports the learner's files, uses them, and says what it
expects. What it finds goes to the host at once, so nothing that happens later can take it back. The host believes only
the code here. It looks at the stack in C to know which code calls (`evidence.ts`).

A check is a Python file. A scenario is a function in it that takes a `lab`; a function `after_` and its name takes a
`run` that is over, and may judge its output and its events. Neither is on a line that the learner sees: what a check
does itself is no switch point.
"""

import collections
import sys
import types

import lab_guard as guard
import lab_kept as kept
import lab_owner as owner
import lab_strict as strict

__builtins__ = guard.PRISTINE


class Failed(BaseException):
    """Ends the scenario: an expectation does not hold."""


# What a scenario is given. It cannot be changed: the program under test runs in the same interpreter.
#
# expect(holds, key, **values)  ends the scenario if `holds` is false; `key` names the message for the learner
# attribute(thing, name)        `thing.name`; the message `missing` if there is none
# now(), sleep(seconds)         the scheduler's clock, whatever the program has done to `time`
# steps()                       how many steps all threads together have taken
# alive()                       names of the threads that have not ended, without main, as the scheduler knows them
Lab = collections.namedtuple("Lab", "expect attribute now sleep steps alive")


def _lab(fail, held, changed, as_json, *rest):
    """A `lab`. `held` is told the line of each expectation that holds; `changed`: what the program has changed that is not
    its own."""
    begun = False

    def expect(holds, key, **values):
        nonlocal begun
        try:
            holds = strict.truth(holds)
        except strict.Impostor as found:
            holds, key, values = False, "impostor", {"type": found.args[0], "method": found.args[1]}
        # Looked for when the program has been imported, and when something fails: it takes longer than all the rest.
        name = "" if holds and begun else changed()
        begun = True
        if holds and not name:
            held(owner.line_of(1))
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

    return Lab(expect, attribute, *rest)


def _load(code, expect):
    """The names that a check defines. It has builtins of its own: the program may have changed those of all."""

    def refuse(kind, name):
        expect(False, "impostor", type=kind, method=name)

    check = types.ModuleType("check")
    check.__builtins__ = {**guard.PRISTINE, **strict.names(refuse)}
    exec(code, check.__dict__)
    return check


def _untold(_line):
    pass


def judged(code, scenario, account, as_json):
    """Runs the scenario's `after_` function on a finished run. Returns a failed expectation as JSON, or ''."""
    failures = []
    lab = _lab(failures.append, _untold, str, as_json, None, None, None, None)
    after = getattr(_load(code, lab.expect), f"after_{scenario.replace('-', '_')}", None)
    if after is not None:
        run = types.SimpleNamespace(**account)
        run.events = [types.SimpleNamespace(**event) for event in run.events]
        try:
            after(lab, run)
        except Failed:
            pass
    return failures[0] if failures else ""


def scenario(name, code, needed, host, trace, as_json):
    """Runs the scenario of this name, as the program that main is."""
    name = name.replace("-", "_")
    host.needs(as_json(needed.get(name, [])))
    lab = _lab(host.failed, host.held, kept.changed, as_json, host.now, trace.sleep, host.steps, trace.alive)
    try:
        getattr(_load(code, lab.expect), name)(lab)
        if kept.changed():
            lab.expect(False, "changed")
    except Failed:
        return
    host.passed()


def codes():
    """The addresses of the code that the host believes: of `expect`, and of `scenario`."""
    [expect] = [each for each in _lab.__code__.co_consts if isinstance(each, types.CodeType) and each.co_name == "expect"]
    return id(expect), id(scenario.__code__)
