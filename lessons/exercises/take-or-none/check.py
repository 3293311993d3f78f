"""One item, two threads."""
import queue
import threading


def two_takers(lab):
    import taking

    take = lab.attribute(taking, "take")  # the learner's own
    q = queue.Queue()
    q.put("item")
    got = []

    def taker():
        try:
            got.append(take(q))
        except queue.Empty:
            lab.expect(False, "empty-escapes")

    threads = [threading.Thread(target=taker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lab.expect(sorted(got, key=str) == ["None", "item"] or sorted(map(str, got)) == ["None", "item"], "wrong-items", got=str(got)[:60])
