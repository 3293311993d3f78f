"""90 s of heartbeat, and then the word to stop."""
import threading


def minute(lab):
    import beating

    stop, beats = threading.Event(), []
    target = lab.attribute(beating, "heartbeat")  # the learner's own
    thread = threading.Thread(target=target, args=(stop, lambda: beats.append(1)))
    thread.start()
    lab.sleep(90)
    lab.expect(len(beats) < 3, "too-often", beats=len(beats))
    lab.expect(len(beats) == 2, "too-few", beats=len(beats))
    stop.set()
    before = lab.now()
    thread.join()
    lab.expect(lab.now() - before < 0.5, "too-late", seconds=round(lab.now() - before, 1))
