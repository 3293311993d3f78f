"""Bug 3: the worker takes one job and does another."""

import queue


def do_job(name, args):
    print("do_job was called with", args)


def send_mail(name, args):
    print("send_mail was called with", args)


work_queue = queue.Queue()
work_queue.put((do_job, [0]))
work_queue.put((send_mail, ["ada@example.org"]))

while not work_queue.empty():
    do, args = work_queue.get(block=False)
    do_job("Thread-1", args)  # the article's line: `do` is never used
    work_queue.task_done()
