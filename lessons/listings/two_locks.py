"""Two threads, two locks, and no agreement on which one to take first."""

import threading

lock_a = threading.Lock()
lock_b = threading.Lock()


def a_then_b():
    with lock_a:
        with lock_b:
            print("a, then b")


def b_then_a():
    with lock_b:
        with lock_a:
            print("b, then a")


threads = [threading.Thread(target=a_then_b), threading.Thread(target=b_then_a)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("both are done")
