"""One worker, room for two, jobs of 1 s."""
import threading
from concurrent.futures import ThreadPoolExecutor


def full(lab):
    import serving

    submit, Busy = lab.attribute(serving, "submit"), lab.attribute(serving, "Busy")
    room = threading.Semaphore(2)
    with ThreadPoolExecutor(1) as executor:

        def offer():
            try:
                return submit(executor, room, lambda: lab.sleep(1)) is not None
            except Busy:
                return False

        lab.expect(offer() and offer(), "refused")
        before = lab.now()
        accepted = offer()
        lab.expect(lab.now() - before < 0.01, "waits", seconds=round(lab.now() - before, 2))
        lab.expect(not accepted, "accepted")
        lab.sleep(1.5)
        lab.expect(offer(), "refused")
