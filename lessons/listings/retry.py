"""Try again after a while, and give up at the deadline."""

import time


def retry(function, deadline, pause=0.1):
    while True:
        try:
            return function()
        except OSError as error:
            if time.perf_counter() + pause >= deadline:
                raise TimeoutError("no time for another try") from error
        time.sleep(pause)
        pause *= 2


def failing(times):
    """A function that fails so many times before it works."""
    left = [True] * times

    def call():
        print(f"  try at t = {time.perf_counter() - start:.1f}")
        if left:
            left.pop()
            raise OSError("busy")
        return "answer"

    return call


for times in (2, 9):
    start = time.perf_counter()
    print("fails", times, "times:")
    try:
        print(" ", retry(failing(times), deadline=start + 1))
    except TimeoutError as error:
        print("  TimeoutError:", error)
