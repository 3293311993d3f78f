"""A job, then 2 s of nothing, another job, and a dismissal."""
import queue
import threading


def dismissed(lab):
    import looking

    q = queue.Queue()
    event = threading.Event()
    done = []
    q.put(lambda: done.append(1))
    thread = threading.Thread(target=lab.attribute(looking, "run"), args=(q, event))
    thread.start()
    lab.sleep(2)
    q.put(lambda: done.append(2))
    lab.sleep(0.1)
    lab.expect(done == [1, 2], "left", done=len(done))
    event.set()
    before = lab.now()
    thread.join()
    lab.expect(lab.now() - before <= 0.6, "too-late", seconds=round(lab.now() - before, 2))


def after_dismissed(lab, run):
    lab.expect(run.steps < 120, "busy", steps=run.steps)
