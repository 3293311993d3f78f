"""One future that returns, one that raises, and how to wait for them."""

import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def halve(n):
    time.sleep(n / 10)
    if n % 2:
        raise ValueError(f"{n} is odd")
    return n // 2


with ThreadPoolExecutor(3) as executor:
    futures = [executor.submit(halve, n) for n in (4, 3, 2)]
    print("done at once:", [future.done() for future in futures])

    for future in as_completed(futures):
        if future.exception() is not None:
            print("failed:", repr(future.exception()))
        else:
            print("result:", future.result())

    try:
        futures[1].result()
    except ValueError as error:
        print("result() raises it:", error)

    slow = executor.submit(halve, 4)
    try:
        slow.result(timeout=0.1)
    except TimeoutError:
        print("not done within 0.1 s; it still runs:", slow.running())
