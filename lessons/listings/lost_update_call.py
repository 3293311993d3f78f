"""The same two threads, and a call between the read and the write."""

import threading

n = 0


def one():
    return 1


def count():
    global n
    for _ in range(3):
        n += one()


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert n == 6, f"n is {n}"
print("n is", n)
