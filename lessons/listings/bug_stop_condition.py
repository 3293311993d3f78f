"""Bug 6: a worker that has met an empty queue is gone for good."""

from work_manager import WorkManager


def late_job(args):
    print("this line is never printed")


manager = WorkManager(work_num=6, thread_num=3)
manager.wait_allcomplete()
print("after six jobs, still queued:", manager.work_queue.qsize())

manager.add_job(late_job, 6)
manager.wait_allcomplete()
print("after a late one, still queued:", manager.work_queue.qsize())
print("alive:", sum(item.is_alive() for item in manager.threads))
