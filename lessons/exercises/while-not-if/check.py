"""Two threads take, and the items come one after the other."""
import threading


def two_takers(lab):
    import boxes

    box = lab.attribute(boxes, "Box")()
    got = []

    def taker():
        try:
            got.append(box.take())
        except IndexError:
            lab.expect(False, "empty-pop")

    threads = [threading.Thread(target=taker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for item in ("a", "b"):
        lab.sleep(0.1)
        box.put(item)
    for thread in threads:
        thread.join()
    lab.expect(sorted(map(str, got)) == ["a", "b"], "none", got=str([each for each in got if each not in ("a", "b")])[:20])
