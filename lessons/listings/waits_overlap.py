"""Eight waits of 0.2 s: by one thread, then by eight."""

import sys
import threading
import time


def wait():
    time.sleep(0.2)


def in_one_thread(job, count):
    for _ in range(count):
        job()


def in_threads(job, count):
    threads = [threading.Thread(target=job) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def measure(how, job, count):
    begin = time.perf_counter()
    how(job, count)
    return time.perf_counter() - begin


if __name__ == "__main__":
    print("switch interval:", sys.getswitchinterval() * 1000, "ms")
    print(f"one thread:    {measure(in_one_thread, wait, 8):.1f} s")
    print(f"eight threads: {measure(in_threads, wait, 8):.1f} s")
