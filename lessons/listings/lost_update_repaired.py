"""Two repairs: a lock around the sum, and no shared sum at all."""

import threading

n = 0
lock = threading.Lock()
parts = []


def count_with_lock():
    global n
    for _ in range(3):
        with lock:
            n += 1


def count_apart():
    own = 0
    for _ in range(3):
        own += 1
    parts.append(own)


def in_two_threads(target):
    threads = [threading.Thread(target=target) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


in_two_threads(count_with_lock)
in_two_threads(count_apart)
assert (n, sum(parts)) == (6, 6), (n, parts)
print("with a lock:", n)
print("apart, then added:", sum(parts))
