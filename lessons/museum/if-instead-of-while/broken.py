"""Two consumers wait until there is something. The producer brings two
items, one after the other."""

import threading

changed = threading.Condition()
items = []
taken = []


def consume():
    with changed:
        if not items:
            changed.wait()
        taken.append(items.pop())


def produce():
    for item in "ab":
        with changed:
            items.append(item)
            changed.notify_all()


threads = [threading.Thread(target=f) for f in (consume, consume, produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(taken) == ["a", "b"]
print("taken:", len(taken))
