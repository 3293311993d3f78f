"""Three jobs, of which one raises."""
from concurrent.futures import ThreadPoolExecutor


def all_told(lab):
    import outcomes

    def func(item):
        if item == 2:
            raise ValueError("two")
        return item * 10

    with ThreadPoolExecutor(2) as executor:
        try:
            got = lab.attribute(outcomes, "outcomes")(executor, func, [1, 2, 3])
        except ValueError:
            lab.expect(False, "raised")
    lab.expect(len(got) == 3, "wrong-count", count=len(got))
    lab.expect(isinstance(got[1], ValueError), "error-lost", got=str(got[1])[:40])
    lab.expect([got[0], got[2]] == [10, 30], "wrong-results", got=str([got[0], got[2]])[:40])
