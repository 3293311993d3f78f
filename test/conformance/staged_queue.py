"""queue.Queue and threading.Condition on the stage: their code is CPython's, and what they wait on is the stage's (see stage.py)."""

import _thread
import queue
import threading

CONDITIONS = ("not_empty", "not_full", "all_tasks_done")


class StagedQueue(queue.Queue):
    """queue.Queue, all its own, but that its conditions tell the stage who waits."""

    def __init__(self, stage, name, maxsize=0):
        super().__init__(maxsize)
        for condition in CONDITIONS:
            setattr(self, condition, StagedCondition(self.mutex, stage, condition + " of " + name))
        stage.queues[name] = self


class StagedCondition(threading.Condition):
    """threading.Condition, all its own, but for the lock that wait() makes to park its thread on."""

    def __init__(self, mutex, stage, name):
        super().__init__(mutex)
        self.stage, self.name = stage, name

    def wait(self, timeout=None):
        waiting.condition = self
        return super().wait(timeout)


class GateLock:
    """Stands for the lock that Condition.wait() acquires twice, and notify() releases."""

    def __init__(self, condition):
        self.condition, self.stage = condition, condition.stage
        self.owner = self.stage.me()
        self.locked = False

    def acquire(self, blocking=True, timeout=-1):
        if not self.locked:
            self.locked = True
            return True
        if not blocking:
            return False
        limit = {} if timeout < 0 else {"until": self.stage.now + timeout}
        self.stage.note(outcome="blocked", on=self.condition.name, **limit)
        self.owner.park(on=self.condition.name, **limit)
        notified, self.locked = not self.locked, True
        return notified

    def release(self):
        if not self.locked:
            raise RuntimeError("release unlocked lock")
        self.locked = False
        self.owner.wake()


waiting = threading.local()


def allocate_lock():
    """Replace _thread.allocate_lock for Condition.wait(): a GateLock inside a StagedCondition, else the real one."""
    condition, waiting.condition = getattr(waiting, "condition", None), None
    return GateLock(condition) if condition else _thread.allocate_lock()


class installed:
    """Within: `queue` reads the stage's clock, and Condition.wait() parks on the stage."""

    def __init__(self, stage):
        self.stage = stage

    def __enter__(self):
        self.kept = queue.time, threading._allocate_lock
        queue.time = lambda: self.stage.now
        threading._allocate_lock = allocate_lock

    def __exit__(self, *_):
        queue.time, threading._allocate_lock = self.kept


def item_of(value):
    """The number of the job that a queue's item stands for: a number itself, a job, a request, or a pair that begins with one."""
    if isinstance(value, tuple):
        return item_of(value[0])
    if isinstance(value, int):
        return value
    return value.item if hasattr(value, "item") else item_of(value.callable)


def snapshot(q):
    if q is None:  # the program has not made it yet
        return {"size": 0, "unfinished": 0, "waiters": {}}
    if q.mutex.locked():
        raise RuntimeError("a thread came back with the mutex of a queue")
    waiters = {name: [lock.owner.name for lock in getattr(q, name)._waiters] for name in CONDITIONS}
    return {
        "size": len(q.queue),
        "unfinished": q.unfinished_tasks,
        "waiters": {name: names for name, names in waiters.items() if names},
    }
