"""Reading, adding and writing back are one step for all who take the
same lock."""

import threading


def add():
    global n
    for _ in range(3):
        with lock:
            n += 1


n = 0
lock = threading.Lock()
threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert n == 6, n
print(n)
