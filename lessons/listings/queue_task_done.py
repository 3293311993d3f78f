"""`task_done()` counts, and counts strictly."""

import queue

q = queue.Queue()
q.put("a")
print("unfinished after put:", q.unfinished_tasks)
q.get()
print("unfinished after get:", q.unfinished_tasks)
q.task_done()
print("unfinished after task_done:", q.unfinished_tasks)
try:
    q.task_done()
except ValueError as error:
    print("ValueError:", error)
