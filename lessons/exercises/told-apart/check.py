"""Two tasks that returned, and one that failed."""
from types import SimpleNamespace


def three_results(lab):
    import telling

    results = []
    keep = lab.attribute(telling, "collector")(results)
    error = ValueError("two")
    keep(SimpleNamespace(exception=False), 1)
    keep(SimpleNamespace(exception=True), (ValueError, error, None))
    keep(SimpleNamespace(exception=False), (7, 8, 9))
    lab.expect(len(results) == 3, "lost", count=len(results))
    lab.expect(results[1] is error, "not-the-exception", got=type(results[1]).__name__)
    lab.expect(results[2] == (7, 8, 9), "tuple", sent=str((7, 8, 9)), got=str(results[2])[:20])
