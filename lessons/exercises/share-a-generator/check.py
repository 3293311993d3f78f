"""Two threads, and a generator that takes a moment for each item."""
import threading


def two_threads(lab):
    import sharing

    def slow():
        for number in range(6):
            lab.sleep(0.1)
            yield number

    shared = lab.attribute(sharing, "Shared")(slow())
    got = []

    def taker():
        try:
            for item in shared:
                got.append(item)
        except ValueError:
            lab.expect(False, "already")

    threads = [threading.Thread(target=taker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lab.expect(sorted(got) == list(range(6)), "wrong-items", got=str(sorted(got))[:60])
