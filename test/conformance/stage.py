"""Real threads, forced into order: one turn, one operation.

A thread of a recording waits at a gate before every operation. The stage gives one thread a turn and goes on when that thread
is back at a gate, waits inside CPython, or has ended. So one thread runs at a time, and the order is the recording's.

What is CPython's own: threads, `queue.Queue`, `threading.Condition` with its list of waiters, `threading.Event`, the mutex.
What is ours: the lock on which `Condition.wait` parks a thread (a GateLock, which gives way to the stage), the clock that
`queue` reads, and a look before `Thread.join` so that it never blocks for real.
"""

import _thread
import math
import threading

from staged_queue import item_of, snapshot

SECONDS_TO_COME_BACK = 20


class Cut(BaseException):
    """The recording is over: unwinds a thread that is still parked."""


class Stage:
    def __init__(self, queue_names):
        self.now = 0.0
        self.queues = dict.fromkeys(queue_names)
        self.actors = []
        self.record = None  # what the thread with the turn has done so far

    # -- called by the threads of the recording

    def me(self):
        return threading.current_thread().actor

    def step(self, op, call, *args, item=None, called=None, outcome_of=lambda result: "ok"):
        """Waits for a turn, performs one shared operation, and notes how it went. Returns or raises what `call` does."""
        me = self.me()
        me.arrive()
        me.op, me.item, me.called = op, item, called
        try:
            result = call(*args)
        except Cut:
            raise
        except BaseException as error:
            self.note(outcome=type(error).__name__)
            raise
        else:
            if op.startswith("get"):
                me.item = item_of(result)
            self.note(outcome=outcome_of(result))
            return result
        finally:
            me.turn = False

    def note(self, **fields):
        me = self.me()
        extras = {"item": me.item, "called": me.called}
        self.record = {"op": me.op, **fields, **{name: value for name, value in extras.items() if value is not None}}

    def sleep(self, seconds):
        """time.sleep on the stage's clock. No time at all passes within the step."""
        if seconds > 0:
            self.note(outcome="sleeping", until=self.now + seconds)
            self.me().park(until=self.now + seconds)

    def pause(self, seconds):
        """A script's time.sleep. Coming back from it is local: the turn goes on with what follows."""
        me = self.me()
        me.arrive()
        me.op = "sleep"
        me.item = me.called = None
        self.sleep(seconds)

    def join(self, thread):
        if thread.is_alive():
            self.note(outcome="blocked", on="exit of " + thread.name)
            self.me().park(on="exit of " + thread.name, target=thread.actor)
        thread.join()

    # -- called by the recorder

    def runnable(self):
        return [actor for actor in self.actors if actor.ready]

    def turn(self, actor):
        """Gives one thread a turn. Returns what it did."""
        self.record = None
        actor.ready = False
        actor.go.release()
        actor.settle()
        for other in self.actors:
            if other.fresh:
                other.settle()
            if other.target and other.target.ended:
                other.wake()
        return self.record

    def tick(self):
        """Moves the clock to the next deadline. Returns who is due, or None where nobody waits on time."""
        sleepers = [actor for actor in self.actors if not actor.ready and actor.until < math.inf]
        if not sleepers:
            return None
        self.now = min(actor.until for actor in sleepers)
        due = [actor for actor in sleepers if actor.until <= self.now]
        for actor in due:
            actor.wake()
        return due

    def cut(self):
        """Unwinds every thread that is left, one after the other."""
        for actor in self.actors:
            if not actor.ended:
                actor.cut = True
                actor.go.release()
                actor.settle()

    def snapshot(self):
        return [snapshot(q) for q in self.queues.values()]


class Actor:
    """A thread's place on the stage."""

    def __init__(self, stage, thread):
        self.stage, self.thread, self.name = stage, thread, thread.name
        self.go, self.back = _thread.allocate_lock(), _thread.allocate_lock()
        self.go.acquire()
        self.back.acquire()
        self.fresh = True  # started, and not seen at a gate yet
        self.turn = False  # it may perform one operation
        self.ready = self.ended = self.cut = False
        self.op = self.item = self.called = None  # of the operation it performs
        self.wake()
        self.ready = False

    def wake(self):
        self.ready, self.until, self.on, self.target = True, math.inf, None, None

    def arrive(self):
        """The gate: goes on at once if the turn is not used up, so what is local shares the step of the next operation."""
        if not self.turn:
            self.wake()
            self.park()

    def park(self, until=math.inf, on=None, target=None):
        if on or until < math.inf:
            self.until, self.on, self.target = until, on, target
        if not self.cut:
            self.back.release()
            self.go.acquire()
        if self.cut:
            raise Cut
        self.turn = True

    def settle(self):
        if not self.back.acquire(timeout=SECONDS_TO_COME_BACK):
            raise RuntimeError(self.name + " did not come back: it blocks where no gate is")
        self.fresh = False
        if self.ended:
            self.thread.join(SECONDS_TO_COME_BACK)

    def live(self, run):
        """The thread's life: from its first gate to its end, which belongs to its last step."""
        ended_by = "finished"
        try:
            self.arrive()
            run()
        except Cut:
            pass
        except BaseException as error:
            ended_by = type(error).__name__
        if not self.cut:
            if self.stage.record is None:
                self.stage.record = {"op": "end", "outcome": "ok"}
            self.stage.record["exit"] = ended_by
        self.ended, self.ready = True, False
        self.back.release()


class StagedThread(threading.Thread):
    """A thread that takes turns. The recorder counts and names them itself, so a recording does not depend on the ones before."""

    def __init__(self, stage, name=None, daemon=False):
        workers = sum(actor.name.startswith("Thread-") for actor in stage.actors)
        # All are daemons to the interpreter, so that one that is lost does not keep it from exiting.
        super().__init__(name=name or "Thread-%d" % (workers + 1), daemon=True)
        self.ends_with_the_program = daemon
        self.stage = stage
        self.actor = Actor(stage, self)

    def start(self):
        run = self.run
        self.run = lambda: self.actor.live(run)
        self.stage.actors.append(self.actor)
        super().start()
