"""Four jobs of 0.1 s on four workers."""
from concurrent.futures import ThreadPoolExecutor


def at_once(lab):
    import totals

    def func(item):
        lab.sleep(0.1)
        return item * item

    with ThreadPoolExecutor(4) as executor:
        got = lab.attribute(totals, "total")(executor, func, [1, 2, 3, 4])
    lab.expect(got == 30, "wrong-total", got=str(got)[:40])
    lab.expect(lab.now() < 0.15, "too-slow", seconds=round(lab.now(), 2))
