"""Five jobs of 0.1 s; the first one raises."""
import threading


def five(lab):
    import permits

    run = lab.attribute(permits, "run")  # the learner's own
    room, running, most, raised = threading.Semaphore(2), [], [0], []

    def job(number):
        running.append(number)
        most[0] = max(most[0], len(running))
        lab.sleep(0.1)
        running.remove(number)
        if number == 0:
            raise ValueError("zero")

    def caller(number):
        try:
            run(room, lambda: job(number))
        except ValueError:
            raised.append(number)

    threads = [threading.Thread(target=caller, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lab.expect(most[0] <= 2, "too-many", count=most[0])
    lab.expect(raised == [0], "swallowed")
    lab.expect(room.acquire(blocking=False) and room.acquire(blocking=False), "kept")
