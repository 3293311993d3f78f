"""A cache with room for one entry: a new key drives the oldest out."""

import threading

cache = {"a": 1}
found = []


def read(key):
    if key in cache:
        return cache[key]
    return None


def store(key, value):
    if len(cache) >= 1:
        cache.pop(next(iter(cache)))
    cache[key] = value


def reader():
    found.append(read("a"))


threads = [
    threading.Thread(target=reader),
    threading.Thread(target=store, args=("b", 2)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert cache == {"b": 2} and found in ([1], [None])
print("cache:", cache)
