"""A lock that its own holder asks for again."""

import threading

for name in ("Lock", "RLock"):
    lock = getattr(threading, name)()
    with lock:
        again = lock.acquire(blocking=False)
        print(f"{name}: again by its holder: {again}")
        if again:
            lock.release()
