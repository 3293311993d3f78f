"""A loop of its own: it asks for results, and does not stand still."""

import time
from concurrent.futures import ThreadPoolExecutor, wait


def work(seconds):
    time.sleep(seconds)
    if seconds > 0.4:
        raise ValueError("too slow")
    return seconds


turn = 0
with ThreadPoolExecutor(2) as executor:
    pending = {executor.submit(work, 0.3), executor.submit(work, 0.7)}
    while pending:
        turn += 1
        done, pending = wait(pending, timeout=0.2)
        for future in done:
            error = future.exception()
            print(f"turn {turn}:", error or future.result())
