"""Records what native CPython does, operation by operation, so that the model can be checked against the real thing.

    python3 test/conformance/record.py           writes recordings.json
    python3 test/conformance/record.py --check   records again and fails if anything differs, whichever Python >= 3.9 runs it

scenarios.json is a list of { name, scenario, schedules }.
    scenario   in the format of simulator/scenario/scenario.ts. All times are multiples of 1/1024 s, so that floats are exact.
    schedules  a list of { picks, then, seed, steps }. `picks` names who takes the next turn ("main*3" is "main" three times).
               After them goes on `then`: "run-to-block" (if left out), "round-robin", "random" (with `seed`) or "stop".
               `steps` is the most there may be (if left out, 120).

recordings.json is a list of { name, scenario, python, steps, end, blocked }, one step a line.

A step is what one thread does with one turn:
    thread     "main" (the first of the scenario), another thread of the scenario by its name, or a worker: "Thread-1", "Thread-2",
               ... in order of creation. Or "clock", for the op "tick": nobody could run, and the clock went on to the next deadline.
    op         an `Op` of simulator/machines/frame.ts (shared ones only), "tick", or "end": a thread of the scenario left its
               script, and performed no operation in that turn.
    outcome    "ok", the name of the exception that the operation raised, or
               "blocked"    it waits: `on` says on what ("not_empty of queue", "exit of Thread-1"), `until` till when at the latest;
               "sleeping"   till `until` (ops "sleep" and "run");
               for "look" instead of "ok": "set" or "clear".
               A thread that was blocked, or sleeping in a job, and can go on takes another step with the same op: "ok", "Empty",
               or "blocked" again. One that comes back from a "sleep" goes right on with its next operation.
    item       the job the operation is about, where there is one: its number in the scenario; jobs of add_job count on as they
               are added. On a bare Queue the put statements are numbered in the order they are written, thread by thread.
    called     for "call_back": "callback" or "exc_callback". Where there is none to call, there is no such step.
    exit       only in the last step of a thread: "finished", or the name of the exception that nobody caught.
    due        only for "tick": who can go on now because their deadline has come.
    pending    ThreadPool only: len(workRequests) after the step.
    clock      seconds, after the step (a step takes no time).
    queues     after the step: size, unfinished_tasks, and who is in the list of waiters of each condition, first come first; a
               condition on which nobody waits is left out. Contents are not shown: the items of put and get tell them.
               WorkManager: [work_queue]; ThreadPool: [_requests_queue, _results_queue]; Queue: [queue]. Empty until they are made.

What a step is:
    What is local, and then one operation. Local are also: makeRequests (its TypeError shows only as the `exit`, if nobody catches
    it), the step past threads that have ended in wait_allcomplete, and `request.exception = True`, which belongs to "run".
    A thread of the scenario leaves its script, by its end or by an exception that nobody catches, on a turn of its own ("end"),
    unless it is on a turn in which it has performed no operation yet. A worker ends in the step of its last operation.
    A thread that is notified, whose deadline came, or whose join target ended can go on at once. Until its turn it has not looked
    at the queue again, and others may be faster. One whose deadline came stays in the list of waiters until its turn, for
    Condition.wait takes it out only when it has the mutex again; so a notify may still choose it.
    Daemon workers are dropped when all threads of the scenario have ended; Work threads are not daemons, and go on.

end        "finished", "deadlock" (nobody can ever run), or "stopped" (the schedule ended there).
blocked    who waits or sleeps at the end and `on` what ("time" for a sleep); [] if finished.
"""

import contextlib
import io
import json
import platform
import random
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from script import QUEUES, Program
from stage import Stage
from staged_queue import installed
from ungated import check_native_conditions

HERE = Path(__file__).parent


def chooser(schedule):
    """A function (runnable actors, the last one, all actors) -> the next one, or None to stop."""
    picks = []
    for pick in schedule.get("picks", []):
        name, _, times = pick.partition("*")
        picks += [name] * int(times or 1)
    picks.reverse()
    then, dice = schedule.get("then", "run-to-block"), random.Random(schedule.get("seed"))

    def choose(runnable, last, actors):
        if picks:
            name = picks.pop()
            for actor in runnable:
                if actor.name == name:
                    return actor
            raise ValueError("%s cannot run here, only %s can" % (name, [actor.name for actor in runnable]))
        if then == "stop":
            return None
        if then == "random":
            return runnable[int(dice.random() * len(runnable))]
        if then == "run-to-block" and last in runnable:
            return last
        at = actors.index(last) if last else -1
        return next(actor for actor in actors[at + 1 :] + actors if actor in runnable)

    return choose


def record(scenario, schedule):
    """Runs a scenario on real threads, in the order of the schedule."""
    kind = scenario["pool"]["kind"]
    stage = Stage(QUEUES[kind])
    with installed(stage), contextlib.redirect_stderr(io.StringIO()):
        program = Program(stage, scenario)
        for thread in program.threads:
            thread.start()
            thread.actor.settle()
        try:
            return play(stage, program, chooser(schedule), schedule.get("steps", 120))
        finally:
            stage.cut()


def play(stage, program, choose, most):
    steps, end, last = [], None, None
    while end is None:
        step, last, end = next_step(stage, choose, last, len(steps) < most)
        if step:
            if program.pool_spec["kind"] == "ThreadPool":
                step["pending"] = len(program.pool.workRequests) if program.pool else 0
            steps.append({**step, "clock": stage.now, "queues": stage.snapshot()})
    waiting = [actor for actor in stage.actors if not actor.ended and not actor.ready]
    blocked = [] if end == "finished" else [{"thread": actor.name, "on": actor.on or "time"} for actor in waiting]
    return {"steps": steps, "end": end, "blocked": blocked}


def next_step(stage, choose, last, may_go_on):
    """(the step or None, who ran last, how the run ended or None)"""
    if all(actor.ended or actor.thread.ends_with_the_program for actor in stage.actors):
        return None, last, "finished"
    runnable = stage.runnable()
    if runnable:
        actor = choose(runnable, last, stage.actors) if may_go_on else None
        if actor is None:
            return None, last, "stopped"
        return {"thread": actor.name, **stage.turn(actor)}, actor, None
    due = stage.tick() if may_go_on else []
    if due is None:
        return None, last, "deadlock"
    if not due:
        return None, last, "stopped"
    return {"thread": "clock", "op": "tick", "outcome": "ok", "due": [actor.name for actor in due]}, last, None


def label(schedule):
    picks, then = schedule.get("picks", []), schedule.get("then", "run-to-block")
    parts = [" ".join(picks)] if picks else []
    return ", then ".join(parts + [then + (" %d" % schedule["seed"] if "seed" in schedule else "")])


def record_all():
    recordings = []
    for entry in json.loads((HERE / "scenarios.json").read_text()):
        check_times(entry["scenario"])
        for schedule in entry["schedules"]:
            name = entry["name"] + (" (%s)" % label(schedule) if len(entry["schedules"]) > 1 else "")
            try:
                recorded = record(entry["scenario"], schedule)
            except Exception as error:
                raise SystemExit("%s: %s" % (name, error))
            python = platform.python_version()
            recordings.append({"name": name, "scenario": entry["scenario"], "python": python, **recorded})
    return recordings


def check_times(value):
    """Floats that are not exact would make two clocks disagree about what is due at the same time."""
    if isinstance(value, float) and not (value * 1024).is_integer():
        raise SystemExit("%r is not a multiple of 1/1024 second" % value)
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        check_times(part)


def write(recordings):
    """JSON with one step a line."""
    dump = lambda value: json.dumps(value, separators=(",", ":"))
    texts = []
    for each in recordings:
        head = ",\n ".join('"%s": %s' % (key, dump(each[key])) for key in ("name", "scenario", "python"))
        steps = ",\n  ".join(dump(step) for step in each["steps"])
        foot = '"end": "%s", "blocked": %s' % (each["end"], dump(each["blocked"]))
        texts.append('{%s,\n "steps": [\n  %s],\n %s}' % (head, steps, foot))
    return "[\n" + ",\n".join(texts) + "\n]\n"


def differences(recorded, kept):
    if [each["name"] for each in recorded] != [each["name"] for each in kept]:
        yield "recordings.json does not hold the recordings of scenarios.json"
        return
    for new, old in zip(recorded, kept):
        for key in ("scenario", "end", "blocked"):
            if new[key] != old[key]:
                yield "%s: %s is %s, and was %s" % (new["name"], key, json.dumps(new[key]), json.dumps(old[key]))
        for number, (a, b) in enumerate(zip(new["steps"], old["steps"])):
            if a != b:
                yield "%s: step %d is %s, and was %s" % (new["name"], number, json.dumps(a), json.dumps(b))
                break
        else:
            if len(new["steps"]) != len(old["steps"]):
                yield "%s: %d steps, and were %d" % (new["name"], len(new["steps"]), len(old["steps"]))


def main(arguments):
    check_native_conditions()
    recordings = record_all()
    path = HERE / "recordings.json"
    if arguments != ["--check"]:
        path.write_text(write(recordings))
        print("wrote %d recordings, %d steps" % (len(recordings), sum(len(each["steps"]) for each in recordings)))
        return 0
    found = list(differences(recordings, json.loads(path.read_text())))
    print("\n".join(found) or "%d recordings are as they were" % len(recordings))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
