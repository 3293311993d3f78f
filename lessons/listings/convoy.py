"""A pause of 1 ms, alone and beside a thread that counts."""

import statistics
import threading
import time


def pause():
    begin = time.perf_counter()
    time.sleep(0.001)
    return (time.perf_counter() - begin) * 1000


def count():
    n = 0
    while counting:
        n += 1


def median():
    return statistics.median(pause() for _ in range(30))


alone = median()
counting = True
thread = threading.Thread(target=count)
thread.start()
beside = median()
counting = False
thread.join()
print("alone, it took less than 5 ms:", alone < 5)
print("beside a counting thread, it took more:", beside > 5)
