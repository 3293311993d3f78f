from queue import Empty


def step(q):
    try:
        q.get(block=False)()
        return True
    except Empty:
        return False
