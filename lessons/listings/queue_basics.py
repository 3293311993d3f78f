"""The four calls: put, get, task_done, join."""

import queue
import threading

q = queue.Queue()
got = []


def consumer():
    for _ in range(3):
        got.append(q.get())
        q.task_done()


for letter in "abc":
    q.put(letter)
print("queued:", q.qsize(), "unfinished:", q.unfinished_tasks)

threading.Thread(target=consumer).start()
q.join()
print("got:", got)
print("queued:", q.qsize(), "unfinished:", q.unfinished_tasks)
