"""One task of five raises, and the program has not said what to do then."""

import contextlib
import io

import threadpool

results = []


def keep(request, result):
    results.append(result)


pool = threadpool.ThreadPool(3)
words = ["6", "4", "three", "2", "1"]
for request in threadpool.makeRequests(int, words, keep):
    pool.putRequest(request)
screen = io.StringIO()
with contextlib.redirect_stderr(screen):  # tracebacks go to stderr
    pool.wait()
lines = screen.getvalue().splitlines()
print("first line:", lines[0])
print("last line: ", lines[-1])
print("results:", sorted(results))
print("still expected:", len(pool.workRequests))
