"""A pool that writes each call as bytes, as a process pool does."""
import pickle
from types import SimpleNamespace


class Pool:
    def __init__(self, lab):
        self.lab, self.sent = lab, 0

    def submit(self, function, *args):
        try:
            function, args = pickle.loads(pickle.dumps((function, args)))
        except Exception as error:
            self.lab.expect(False, "not-sent", error=str(error)[:80])
        self.sent += 1
        result = function(*args)
        return SimpleNamespace(result=lambda: result)


def sent(lab):
    import cubing

    pool = Pool(lab)
    got = lab.attribute(cubing, "cubes")(pool, [1, 2, 3])
    lab.expect(list(got) == [1, 8, 27], "wrong-result", got=str(got)[:40])
    lab.expect(pool.sent == 3, "in-main", sent=pool.sent)
