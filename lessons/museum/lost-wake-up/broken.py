"""The consumer looks for an item, and waits for a notification if there
is none. It looks before it has the lock."""

import threading

changed = threading.Condition()
items = []
taken = []


def consume():
    if not items:
        with changed:
            changed.wait()
    taken.append(items.pop())


def produce():
    items.append("item")
    with changed:
        changed.notify()


threads = [threading.Thread(target=f) for f in (consume, produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert taken == ["item"]
print(taken)
