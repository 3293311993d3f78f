"""A buffer for several producers and consumers.

Safety argument.
1. Data: `items` is private, and every access holds `changed`'s lock.
2. Invariant: 0 <= len(items) <= room, whenever the lock is free.
3. put() appends only after it has seen len(items) < room, and has held
   the lock since. get() is the same with len(items) > 0.
4. wait() gives the lock up, so both look again after it: while, not if.
5. A thread that changes items notifies all, so none waits for what is there.
6. Only one lock is ever held, so there is no circle of waiting.
"""

import threading


class Buffer:
    def __init__(self, room):
        self._items = []
        self._room = room
        self._changed = threading.Condition()

    def put(self, item):
        with self._changed:
            while len(self._items) >= self._room:
                self._changed.wait()
            self._items.append(item)
            self._changed.notify_all()

    def get(self):
        with self._changed:
            while not self._items:
                self._changed.wait()
            item = self._items.pop(0)
            self._changed.notify_all()
            return item


def produce(numbers):
    for number in numbers:
        buffer.put(number)


def consume():
    for _ in range(3):
        taken.append(buffer.get())


buffer = Buffer(room=1)
taken = []
threads = [
    threading.Thread(target=produce, args=(range(3),)),
    threading.Thread(target=produce, args=(range(3, 6),)),
    threading.Thread(target=consume),
    threading.Thread(target=consume),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("all taken once:", sorted(taken) == list(range(6)))
