"""Three items, a late one, and shutdown()."""
import queue
import threading


def shut_down(lab):
    import closing

    q, done = queue.Queue(), []
    run = lab.attribute(closing, "run")  # the learner's own
    threads = [threading.Thread(target=run, args=(q, done.append)) for _ in range(2)]
    for number in range(3):
        q.put(number)
    for thread in threads:
        thread.start()
    lab.sleep(5)
    q.put(3)
    q.shutdown()
    for thread in threads:
        thread.join()
    lab.expect(len(done) == len(set(done)), "twice", done=str(done)[:40])
    lab.expect(sorted(done) == [0, 1, 2, 3], "not-done", done=len(done))
