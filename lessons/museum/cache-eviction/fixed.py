"""One lock for the cache: nothing is driven out between looking and
reading."""

import threading

lock = threading.Lock()
cache = {"a": 1}
found = []


def read(key):
    with lock:
        if key in cache:
            return cache[key]
        return None


def store(key, value):
    with lock:
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
