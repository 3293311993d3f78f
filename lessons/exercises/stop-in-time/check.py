"""The demands of `stop-in-time`, point by point."""

import queue
import threading


def begun(lab):
    """A worker at work, with its queue, its event, and its list of results."""
    import service

    jobs, stop, done = queue.Queue(), threading.Event(), []
    worker = threading.Thread(target=lab.attribute(service, "serve"), args=(jobs, stop, done))
    worker.start()
    return jobs, stop, done, worker


def idle(lab):
    """A job after a pause, a pause, stop."""
    jobs, stop, done, worker = begun(lab)
    lab.sleep(1)
    jobs.put(lambda: 1)
    lab.sleep(1)
    lab.expect(done == [1], "died")
    stop.set()
    asked = lab.now()
    worker.join()
    late = round(lab.now() - asked, 2)
    lab.expect(late <= 0.5, "late", seconds=late)


def busy(lab):
    """A job of a second, and stop in its middle."""
    jobs, stop, done, worker = begun(lab)
    jobs.put(lambda: lab.sleep(1))
    lab.sleep(0.5)
    stop.set()
    worker.join()
    lab.expect(len(done) == 1, "unfinished", done=len(done), wanted=1)


def queued(lab):
    """Four jobs of a second, and stop in the first."""
    jobs, stop, done, worker = begun(lab)
    for _ in range(4):
        jobs.put(lambda: lab.sleep(1))
    lab.sleep(0.5)
    stop.set()
    worker.join()
    lab.expect(len(done) <= 1, "begun", count=len(done) - 1)
    lab.expect(jobs.qsize() == 3, "lost", size=jobs.qsize(), wanted=3)
