"""Measures what threads and processes bring in the interpreter that runs it: CPython 2.7 to 3.14, PyPy, Jython.

    python measure.py BELOW RUNS PAUSE     seconds of every case, RUNS times in turns, as JSON
    python measure.py --below SECONDS      the BELOW with which one thread counts for about so many seconds

cpu    counts the primes below BELOW, in 1, 2 or 4 shares of equal cost, each with a thread or a process of its own. The
       clock runs from the start of the first thread to the end of the last; processes wait in a pool, warmed up, before.
io     8 tasks that sleep for PAUSE seconds, on 1, 2, 4 or 8 workers that take them from one queue.Queue.

How much is counted depends on the interpreter, so seconds are to be compared within one interpreter only.
"""

from __future__ import print_function

import json
import platform
import sys
import threading
import time

try:
    import queue
except ImportError:  # Python 2
    import Queue as queue

try:
    import multiprocessing
except ImportError:  # Jython
    multiprocessing = None

TASKS = 8
SHARES = (1, 2, 4)
WORKERS = (1, 2, 4, 8)
SLICES = 16

# Python 2 has no perf_counter.
clock = getattr(time, "perf_counter", time.time)


def primes(start, stop):
    """Counts the primes in start..stop-1, by trial division. Nothing is shared, nothing is allocated but numbers."""
    found = 0
    number = max(start, 2)
    while number < stop:
        divisor = 2
        while divisor * divisor <= number and number % divisor:
            divisor += 1
        if divisor * divisor > number:
            found += 1
        number += 1
    return found


def shares(below, count):
    """Splits 0..below-1 into shares. Large numbers cost more, so each share is slices from all over the range."""
    edges = [below * i // (count * SLICES) for i in range(count * SLICES + 1)]
    slices = list(zip(edges, edges[1:]))
    return [slices[first::count] for first in range(count)]


def count_share(share):
    return sum([primes(start, stop) for start, stop in share])


def with_threads(below, workers):
    """(seconds, primes found)"""
    found = [0] * workers

    def work(index, share):
        found[index] = count_share(share)

    threads = [threading.Thread(target=work, args=each) for each in enumerate(shares(below, workers))]
    begin = clock()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return clock() - begin, sum(found)


def with_processes(below, workers):
    """(seconds, primes found)"""
    work = shares(below, workers)
    pool = multiprocessing.Pool(workers)
    try:
        # A share each, long enough that no worker takes two.
        pool.map(count_share, shares(below // 4, workers), 1)
        begin = clock()
        found = sum(pool.map(count_share, work, 1))
        return clock() - begin, found
    finally:
        pool.close()
        pool.join()


def with_pool(pause, workers):
    """(seconds, tasks done): as a WorkManager does it, the queue is filled, then the workers empty it and leave."""
    work_queue, done = queue.Queue(), queue.Queue()
    for _ in range(TASKS):
        work_queue.put((time.sleep, [pause]))

    def work():
        while True:
            try:
                do, args = work_queue.get(block=False)
            except queue.Empty:
                return
            do(*args)
            done.put(True)
            work_queue.task_done()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    begin = clock()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return clock() - begin, done.qsize()


def below_for(seconds):
    """Return the number to count to for so many seconds. Trial division to n takes about n ** 1.5."""
    below = 20000
    with_threads(below, 1)
    while True:
        took = min(with_threads(below, 1)[0] for _ in range(3))
        if took > seconds / 4.0:
            return int(round(below * (seconds / took) ** (1 / 1.5), -3))
        below *= 2


def measure(below, runs, pause):
    """The seconds of every case. The cases take turns, so that whatever else the machine does befalls all alike."""
    cases = [("cpu", "threads", n, with_threads, below) for n in SHARES]
    if multiprocessing:
        cases += [("cpu", "processes", n, with_processes, below) for n in SHARES]
    cases += [("io", "threads", n, with_pool, pause) for n in WORKERS]
    seconds = [[] for _ in cases]

    # For compilers that compile what is hot, in the main thread and in others.
    expected = count_share(shares(below, 1)[0])
    with_threads(below, 2)
    for _ in range(runs):
        for (work, _, workers, run, size), taken in zip(cases, seconds):
            took, result = run(size, workers)
            assert result == (expected if work == "cpu" else TASKS), (work, workers, result)
            taken.append(round(took, 4))
    return expected, [
        {"work": work, "with": how, "workers": workers, "seconds": taken}
        for (work, how, workers, _, _), taken in zip(cases, seconds)
    ]


def has_gil():
    """CPython 3.13 and later can say so. Before, CPython and PyPy always have one; Jython and IronPython never."""
    if hasattr(sys, "_is_gil_enabled"):
        return sys._is_gil_enabled()
    return platform.python_implementation() in ("CPython", "PyPy")


def identity():
    """The version is the implementation's own, `python` that of the language it runs."""
    own = getattr(sys, "pypy_version_info", sys.version_info)
    return {
        "implementation": platform.python_implementation(),
        "version": "%d.%d.%d" % tuple(own[:3]),
        "python": "%d.%d.%d" % tuple(sys.version_info[:3]),
        "platform": str(sys.platform),
        "gil": has_gil(),
    }


def main(arguments):
    if arguments == ["--who"]:
        said = identity()
    elif arguments[0] == "--below":
        said = {"below": below_for(float(arguments[1]))}
    else:
        below, runs, pause = int(arguments[0]), int(arguments[1]), float(arguments[2])
        found, cases = measure(below, runs, pause)
        said = dict(identity(), below=below, primes=found, cases=cases)
    print(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1:])
