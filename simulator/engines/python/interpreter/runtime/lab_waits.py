"""Waits of functions that are in C elsewhere: a thread waits until something is so, and others say when it may be."""

import errno
import os

import lab_threads as threads
import lab_trace as trace
from lab_hidden import behind


class Waiters:
    """The threads that wait for changes of one kind of thing."""

    def __init__(self, kind):
        self._kind = kind
        self._waiting = []

    def wait(self, thing, ready, until=threads.INF):
        """Waits until `ready()` is true, or the clock reaches `until`. Returns what `ready` said last."""
        me = threads.current
        record = threads.threads[me]
        while not (found := ready()) and threads.host.now() < until:
            reason = record.reason = trace.awaits(thing, self._kind, behind(1), until)
            self._waiting.append((me, ready))
            try:
                threads.block(until)
            finally:
                self._waiting.remove((me, ready))
                record.reason = None
            trace.ends(reason, not ready())
        return found

    def changed(self):
        """Something has changed: threads that find it so can go on."""
        for thread, ready in self._waiting:
            if ready():
                trace.wakes(threads.threads[thread], thread)
                threads.host.wake(thread)


def would_block():
    """Raises the error of a non-blocking call that would have to wait."""
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
