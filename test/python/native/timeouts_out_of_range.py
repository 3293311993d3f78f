# Source: Python/pytime.c: which times in seconds C takes, and what it says of the others
# Shows: sleep, locks, events, joins, queues, futures and barriers say the same of a timeout that is too large or no number.
import concurrent.futures
import queue
import threading
import time

lock = threading.Lock()
lock.acquire()
sleeper = threading.Thread(target=time.sleep, args=(0.3,))
sleeper.start()
future = concurrent.futures.Future()
WAITS = {
    "sleep": time.sleep,
    "lock": lambda timeout: lock.acquire(timeout=timeout),
    "rlock": lambda timeout: threading.RLock().acquire(timeout=timeout),
    "event": threading.Event().wait,
    "join": sleeper.join,
    "queue": lambda timeout: queue.Queue().get(timeout=timeout),
    "simple queue": lambda timeout: queue.SimpleQueue().get(timeout=timeout),
    "semaphore": lambda timeout: threading.Semaphore(0).acquire(timeout=timeout),
    "future": future.result,
    "wait": lambda timeout: concurrent.futures.wait([future], timeout),
    "barrier": lambda timeout: threading.Barrier(2).wait(timeout),
}
for seconds in (1e10, 1e20, 10**20, float("inf"), float("nan")):
    for name, wait in WAITS.items():
        if seconds != seconds and name not in ("sleep", "lock", "rlock", "join"):
            continue  # With the others it waits for ever, or not at all.
        try:
            print(seconds, name, wait(seconds))
        except (OverflowError, ValueError) as error:
            print(seconds, name, type(error).__name__, error)
print(sleeper.join(-1e9), lock.acquire(timeout=0))
