"""First a look at `closed`, then a put: shutdown() comes between."""

import queue
import threading

STOP = None
jobs = queue.Queue()
closed = False
has_looked = threading.Event()
is_shut_down = threading.Event()


def submit(job):
    if closed:
        raise RuntimeError("submit() after shutdown()")
    has_looked.set()
    is_shut_down.wait()  # this thread is paused for a moment
    jobs.put(job)


def shutdown():
    global closed
    closed = True
    jobs.put(STOP)


def work():
    while (job := jobs.get()) is not STOP:
        print("done:", job)


worker = threading.Thread(target=work)
worker.start()
submitter = threading.Thread(target=submit, args=["send the mail"])
submitter.start()
has_looked.wait()
shutdown()
worker.join()
is_shut_down.set()
submitter.join()
print("worker alive:", worker.is_alive())
print("left in the queue:", jobs.get())
