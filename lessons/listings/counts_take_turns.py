"""Four counts: by one thread, then by four. Run it on your machine."""

from waits_overlap import in_one_thread, in_threads, measure


def count():
    n = 0
    while n < 1_000_000:
        n += 1


# the best of five each, in turn: other programs use this machine as well
alone, together = [], []
for _ in range(5):
    alone.append(measure(in_one_thread, count, 4))
    together.append(measure(in_threads, count, 4))
print("four threads were twice as fast as one:", min(together) < min(alone) / 2)
