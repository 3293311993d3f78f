"""Two threads count to three each. Is the sum always six?"""

import threading

n = 0


def count():
    global n
    for _ in range(3):
        n += 1


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert n == 6, f"n is {n}"
print("n is", n)
