"""A job comes 0.3 s after the last one."""
import queue
import threading


def late_job(lab):
    import waiting

    q = queue.Queue()
    done = []
    q.put(lambda: done.append(1))
    thread = threading.Thread(target=lab.attribute(waiting, "run"), args=(q,))
    thread.start()
    lab.sleep(0.3)
    q.put(lambda: done.append(2))
    q.put(None)
    thread.join()
    lab.expect(done == [1, 2], "late-job-lost", done=len(done))


def after_late_job(lab, run):
    lab.expect(run.steps < 60, "busy", steps=run.steps)
