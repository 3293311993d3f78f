"""Runs measure.py on the Python interpreters of this machine, in turns, and writes results.json.

    python3 test/interpreters/record.py                            all that are found, 15 runs of every case each
    python3 test/interpreters/record.py --rounds 2 2.7.18 PyPy     only some, by version or implementation; fewer rounds

An interpreter is found on the PATH, or where pyenv keeps it. It takes a quiet machine and about two minutes for each; a
higher speed-up than there are cores, or a wide spread, says that the machine was not quiet. seconds are wall-clock time.

results.json:
    interpreters    one each: how far it counted (`below`), so that one thread takes about a second, how many primes it found,
                    and a row for each case: the median, lowest and highest of the runs, and the speed-up, which is the median
                    of the same work on one thread divided by this one.
    notRun          who should be here and is not, why, and what has been published about it. Nothing there is measured.
"""

import argparse
import datetime
import glob
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SCRIPT = HERE / "measure.py"
NAMES = ["python3", "python2", "python2.7", "pypy3", "pypy", "jython", "ipy"]
NAMES += ["python3.%d%s" % (minor, build) for minor in range(6, 16) for build in ("", "t")]
SECONDS, RUNS, PAUSE = 1, 3, 0.1

HOWTO = "https://docs.python.org/%s/howto/free-threading-python.html"
PEP_703, PEP_779 = "https://peps.python.org/pep-0703/", "https://peps.python.org/pep-0779/"
NO_BUILD = "Neither Debian 12 nor npm has a package of it, and every CPython on the machine was built with a GIL."
NOT_RUN = [
    {
        "name": "CPython 3.13 free-threaded",
        "why": NO_BUILD,
        "source": PEP_703,
        "published": [
            {
                "says": "In 3.13, where it is experimental, the free-threaded build takes about 40% longer on the pyperformance suite, which runs on one thread.",
                "source": HOWTO % "3.13",
            }
        ],
    },
    {
        "name": "CPython 3.14 free-threaded",
        "why": NO_BUILD,
        "source": PEP_779,
        "published": [
            {
                "says": "It is officially supported, and optional, from 3.14 on; the condition was that it be at most 15% slower than with a GIL on pyperformance.",
                "source": PEP_779,
            },
            {
                "says": "In 3.14 the overhead on pyperformance is, on average, from about 1% (macOS on aarch64) to 8% (Linux on x86-64).",
                "source": HOWTO % "3.14",
            },
        ],
    },
    {
        "name": "IronPython",
        "why": "Neither Debian 12 nor npm has a package of it.",
        "source": "https://ironpython.net/",
        "published": [
            {
                "says": "IronPython has no GIL, and can use all processors.",
                "source": "https://wiki.python.org/moin/GlobalInterpreterLock",
            }
        ],
    },
]


def run(command, *arguments, stderr=None):
    """Return the results of measure.py under this interpreter."""
    words = [command, "-B", str(SCRIPT), *map(str, arguments)]
    return json.loads(subprocess.run(words, stdout=subprocess.PIPE, stderr=stderr, check=True).stdout)


def find():
    """[(command, identity)], each interpreter once, oldest first."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    commands = [str(folder / name) for name in NAMES for folder in folders]
    pyenv = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    commands += glob.glob(os.path.join(pyenv, "versions", "*", "bin", "python"))
    found = {}
    for command in commands:
        if not os.access(command, os.X_OK):
            continue
        try:
            who = run(command, "--who", stderr=subprocess.DEVNULL)
        except (subprocess.CalledProcessError, ValueError):
            continue  # Such as a shim of pyenv for a version that is not chosen.
        found.setdefault((who["implementation"], who["version"], who["gil"]), (command, who))
    order = lambda pair: (pair[1]["implementation"], [int(part) for part in pair[1]["version"].split(".")])
    return sorted(found.values(), key=order)


def name_of(who):
    free = " free-threaded" if who["implementation"] == "CPython" and not who["gil"] else ""
    language = " (Python %s)" % who["python"] if who["python"] != who["version"] else ""
    return "%s %s%s%s" % (who["implementation"], who["version"], free, language)


def machine():
    system = platform.freedesktop_os_release()["PRETTY_NAME"] if Path("/etc/os-release").exists() else platform.system()
    parts = ["%d cores" % os.cpu_count(), system, platform.machine()]
    info = Path("/proc/cpuinfo")
    model = re.search(r"^model name\s*: (.+)$", info.read_text(), re.MULTILINE) if info.exists() else None
    return ", ".join(parts + ([model[1]] if model else []))


def merged(rounds):
    """The entry of one interpreter, from what its rounds said."""
    first = rounds[0]
    assert all(each["primes"] == first["primes"] for each in rounds)
    rows = []
    for number, case in enumerate(first["cases"]):
        seconds = [taken for each in rounds for taken in each["cases"][number]["seconds"]]
        row = {key: case[key] for key in ("work", "with", "workers")}
        row.update(median=round(statistics.median(seconds), 4), low=min(seconds), high=max(seconds), runs=len(seconds))
        rows.append(row)
    one = {row["work"]: row["median"] for row in rows if row["with"] == "threads" and row["workers"] == 1}
    for row in rows:
        row["speedup"] = round(one[row["work"]] / row["median"], 2)
    keys = ("implementation", "version", "python", "platform", "gil", "below", "primes")
    return {"name": name_of(first), **{key: first[key] for key in keys}, "results": rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("only", nargs="*", help="versions or implementations; if none is given, all")
    parser.add_argument("--rounds", type=int, default=5, help="processes of each interpreter, %d runs in each" % RUNS)
    parser.add_argument("--note", help="what else is to be known of the machine, such as that it had other work")
    options = parser.parse_args()

    found = find()
    if options.only:
        found = [(path, who) for path, who in found if {who["version"], who["implementation"]} & set(options.only)]
    if not found:
        return "no such interpreter was found"
    below = {command: run(command, "--below", SECONDS)["below"] for command, _ in found}
    rounds = {command: [] for command, _ in found}
    for number in range(options.rounds):
        for command, who in found:
            print("round %d of %d: %s" % (number + 1, options.rounds, name_of(who)), flush=True)
            rounds[command].append(run(command, below[command], RUNS, PAUSE))

    entries = [merged(each) for each in rounds.values()]
    names = [entry["name"] for entry in entries]
    recorded = {
        "date": datetime.date.today().isoformat(),
        "machine": ", ".join(filter(None, [machine(), options.note])),
        "script": "test/interpreters/measure.py",
        "interpreters": entries,
        "notRun": [each for each in NOT_RUN if not any(is_like(name, each["name"]) for name in names)],
    }
    (HERE / "results.json").write_text(json.dumps(recorded, indent=2) + "\n")
    for entry in entries:
        print(entry["name"])
        for row in entry["results"]:
            print("    {work} {workers} {with}: {median:.3f} s ({low:.3f} to {high:.3f}), {speedup:.2f}×".format(**row))


def is_like(name, other):
    """Tells whether "CPython 3.14.1 free-threaded" is a "CPython 3.14 free-threaded"."""
    words = lambda text: [re.sub(r"^(\d+\.\d+)\.\d+$", r"\1", word) for word in text.split()]
    return words(name)[: len(words(other))] == words(other)


if __name__ == "__main__":
    sys.exit(main())
