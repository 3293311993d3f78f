"""A turn that goes on, and one during which the worker is dismissed."""
import queue
import threading


def dismissed(lab):
    import turns

    turn = lab.attribute(turns, "turn")  # the learner's own
    q, event, done, said = queue.Queue(), threading.Event(), [], []
    q.put(lambda: done.append("first"))
    said.append(turn(q, event))
    lab.expect(done == ["first"] and said == [True], "not-done")
    thread = threading.Thread(target=lambda: said.append(turn(q, event)))
    thread.start()
    lab.sleep(1)
    event.set()
    q.put(lambda: done.append("second"))
    thread.join()
    lab.expect(done == ["first"], "done-anyway")
    lab.expect(q.qsize() == 1, "lost", count=q.qsize())
    lab.expect(said[1] is False, "stays", got=str(said[1])[:20])
