"""How long a call may wait: for ever, some seconds, or not at all."""

import queue
import time


def attempt(text, call):
    start = time.perf_counter()
    try:
        call()
        outcome = "went well"
    except (queue.Empty, queue.Full, ValueError) as error:
        outcome = type(error).__name__
    seconds = time.perf_counter() - start
    print(f"{text:30} {outcome:10} after {seconds:.1f} s")


q = queue.Queue(maxsize=1)
attempt("get(block=False), empty", lambda: q.get(block=False))
attempt("get(timeout=0.5), empty", lambda: q.get(timeout=0.5))
attempt("put(1)", lambda: q.put(1))
attempt("put(2, block=False), full", lambda: q.put(2, block=False))
attempt("put(2, timeout=0.3), full", lambda: q.put(2, timeout=0.3))
attempt("get(timeout=0.5)", lambda: q.get(timeout=0.5))
attempt("get(timeout=-1)", lambda: q.get(timeout=-1))
attempt("get(block=False, timeout=-1)", lambda: q.get(False, -1))
