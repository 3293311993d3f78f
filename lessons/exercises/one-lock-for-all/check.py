"""Two threads, two additions each, switched before any line."""
import threading


def four(lab):
    import counter

    count = lab.attribute(counter, "Counter")()

    def twice():
        count.add()
        count.add()

    threads = [threading.Thread(target=twice) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lab.expect(count.n <= 4, "more", n=count.n)
    lab.expect(count.n == 4, "lost", n=count.n)
