"""Three jobs, of which the second raises."""
import queue
import threading


def fail():
    raise ValueError("no such page")


def failing(lab):
    import counting

    q = queue.Queue()
    done = []
    for job in [lambda: done.append(1), fail, lambda: done.append(3)]:
        q.put(job)
    thread = threading.Thread(target=lab.attribute(counting, "run"), args=(q,), daemon=True)
    thread.start()
    q.join()
    lab.expect(done == [1, 3], "not-done", done=str(done))
    q.put(None)
    thread.join()


def after_failing(lab, run):
    lab.expect("no such page" in run.output, "not-told")
