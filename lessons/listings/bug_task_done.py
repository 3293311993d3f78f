"""Bug 5: a failing job skips `task_done()`, and `join()` hangs."""

import queue
import threading


def job(args):
    if args[0] == 1:
        raise ValueError("job 1 failed")
    print("done: job", args[0])


work_queue = queue.Queue()
for i in range(3):
    work_queue.put((job, [i]))

while not work_queue.empty():
    do, args = work_queue.get(block=False)
    try:
        do(args)
        work_queue.task_done()  # job 1 never comes here
    except Exception as error:  # the worker lives on: bug 4 is repaired
        print("failed:", error)

print("still queued:", work_queue.qsize())
print("unfinished_tasks:", work_queue.unfinished_tasks)

waiter = threading.Thread(target=work_queue.join, daemon=True)
waiter.start()
waiter.join(timeout=0.5)
print("still in join() after 0.5 s:", waiter.is_alive())
