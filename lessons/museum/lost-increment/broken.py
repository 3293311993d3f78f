"""n += 1 reads, adds and writes back: another thread may write between
the reading and the writing."""

import threading


def add():
    global n
    for _ in range(3):
        n += 1


n = 0
threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert n == 6, n
