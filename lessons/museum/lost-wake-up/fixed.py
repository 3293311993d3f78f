"""Checking and beginning to wait are one step. The same lock is held for
both, and for the change that ends the wait."""

import threading

changed = threading.Condition()
items = []
taken = []


def consume():
    with changed:
        while not items:
            changed.wait()
        taken.append(items.pop())


def produce():
    with changed:
        items.append("item")
        changed.notify()


threads = [threading.Thread(target=f) for f in (consume, produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert taken == ["item"]
print(taken)
