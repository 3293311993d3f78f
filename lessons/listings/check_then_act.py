"""One item, two threads: a list and an `if`, then a queue."""

import queue
import threading
import time

report = []


def take_from_list():
    if items:
        time.sleep(0.1)  # the gap is there without it, only short
        try:
            items.pop()
            report.append("got it")
        except IndexError as error:
            report.append(f"IndexError: {error}")


def take_from_queue():
    try:
        work_queue.get(block=False)
        report.append("got it")
    except queue.Empty:
        report.append("Empty")


def run_twice(target):
    threads = [threading.Thread(target=target) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(target.__name__, sorted(report, key=len))
    report.clear()


items = ["the only item"]
run_twice(take_from_list)

work_queue = queue.Queue()
work_queue.put("the only item")
run_twice(take_from_queue)
