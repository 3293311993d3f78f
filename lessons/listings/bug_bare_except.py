"""Bug 4: a failing job takes its worker with it, in silence."""

import queue

from work_manager import Work


def job(args):
    if args[0] == 1:
        raise ValueError("job 1 failed")
    print("done: job", args[0])


work_queue = queue.Queue()
for i in range(3):
    work_queue.put((job, [i]))

worker = Work(work_queue)
worker.join()
print("still queued:", work_queue.qsize())
print("unfinished_tasks:", work_queue.unfinished_tasks)
