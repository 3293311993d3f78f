import threading


def one():
    with lock_a:
        with lock_b:
            print("one")


def two():
    with lock_b:
        with lock_a:
            print("two")


lock_a, lock_b = threading.Lock(), threading.Lock()
threads = [threading.Thread(target=one, name="one"), threading.Thread(target=two, name="two")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
