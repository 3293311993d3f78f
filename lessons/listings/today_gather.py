"""map() of an executor: results in the order of the arguments."""

import time
from concurrent.futures import ThreadPoolExecutor


def to_number(word):
    time.sleep(len(word) / 10)
    return int(word)


with ThreadPoolExecutor(3) as executor:
    print(list(executor.map(to_number, ["100", "7", "42"])))

    answers = executor.map(to_number, ["100", "ten", "42"])
    print(next(answers))
    try:
        next(answers)
    except ValueError as error:
        print("raised by next():", error)
