"""Waiting for an item, a slot, and the last task."""

import queue
import threading
import time

start = time.perf_counter()
q = queue.Queue(maxsize=1)


def tell(text):
    print(f"t = {time.perf_counter() - start:.1f}  {text}")


def consumer():
    tell("the consumer waits for an item")
    for _ in range(3):
        item = q.get()  # waits on not_empty
        if item == "A":
            tell("the consumer has A")
        time.sleep(0.3)
        q.task_done()


threading.Thread(target=consumer).start()
time.sleep(0.2)
q.put("A")
time.sleep(0.1)
q.put("B")
tell("main waits for a place")
q.put("C")  # waits on not_full
tell("main has put C, and waits for the last task_done()")
q.join()  # waits on all_tasks_done
tell("main goes on")
