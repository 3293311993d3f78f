"""Three jobs of 0.1 s, and a stop."""
import queue
import threading


def joined(lab):
    import working

    work = lab.attribute(working, "work")  # the learner's own
    q = queue.Queue()
    done = []

    def do(job):
        lab.sleep(0.1)
        done.append(job)

    for job in [1, 2, 3]:
        q.put(job)
    thread = threading.Thread(target=work, args=(q, do), daemon=True)
    thread.start()
    q.join()
    lab.expect(done == [1, 2, 3], "too-early", done=len(done))
    q.put(None)
    q.join()
    thread.join(1)
    lab.expect(not thread.is_alive(), "stays")
