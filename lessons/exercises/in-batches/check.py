"""Lists that divide evenly, that do not, and an empty one."""


def cut(lab):
    import batching

    batches = lab.attribute(batching, "batches")  # the learner's own
    for count, size, wanted in [(6, 3, [3, 3]), (7, 3, [3, 3, 1]), (2, 5, [2]), (0, 3, [])]:
        items = list(range(count))
        got = list(batches(items, size))
        lab.expect([item for batch in got for item in batch] == items, "lost-items", count=count, size=size, got=str(got)[:60])
        lab.expect([len(batch) for batch in got] == wanted, "wrong-sizes", count=count, size=size, got=str([len(batch) for batch in got])[:40])
