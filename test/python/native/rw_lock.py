# Source: ours
# Shows: a fair reader-writer lock, with timeouts and a refused upgrade, and its own tests in unittest
# Native: every test passes
"""A reader-writer lock: first come, first served; readers that stand together go together."""
import collections
import io
import sys
import threading
import time
import unittest
from contextlib import contextmanager

# "no grant": a thread that gives up does not let those behind it go on.
BUG = ""


class UpgradeRefused(RuntimeError):
    """Raised when a reader asks to write: two such readers would wait for each other."""


class Ticket:
    """The place of one thread in the queue."""

    def __init__(self, writes):
        self.writes = writes
        self.thread = threading.get_ident()
        self.granted = False


class ReadWriteLock:
    """Many readers or one writer. A reader may read again; a writer may write again, and read."""

    def __init__(self):
        self._changed = threading.Condition(threading.Lock())
        self._queue = collections.deque()
        self._readers = collections.Counter()
        self._writer = None
        self._depth = 0

    def acquire_read(self, timeout=None):
        """Returns False when the lock could not be had in time."""
        me = threading.get_ident()
        with self._changed:
            if self._readers[me] or self._writer == me:
                self._readers[me] += 1
                return True
            return self._wait(Ticket(False), timeout)

    def acquire_write(self, timeout=None):
        """Returns False when the lock could not be had in time."""
        me = threading.get_ident()
        with self._changed:
            if self._writer == me:
                self._depth += 1
                return True
            if self._readers[me]:
                raise UpgradeRefused("a reader cannot become a writer: release first")
            return self._wait(Ticket(True), timeout)

    def _wait(self, ticket, timeout):
        self._queue.append(ticket)
        self._grant()
        if not self._changed.wait_for(lambda: ticket.granted, timeout):
            self._queue.remove(ticket)
            # Readers behind a writer that gives up may go now.
            if BUG != "no grant":
                self._grant()
            return False
        return True

    def _grant(self):
        granted = False
        while self._queue and self._free_for(self._queue[0]):
            ticket = self._queue.popleft()
            ticket.granted = granted = True
            if ticket.writes:
                self._writer, self._depth = ticket.thread, 1
            else:
                self._readers[ticket.thread] += 1
        if granted:
            self._wake()

    def _free_for(self, ticket):
        if self._writer is not None:
            return False
        return not ticket.writes or not self._readers.total()

    def _wake(self):
        self._changed.notify_all()

    def release_read(self):
        me = threading.get_ident()
        with self._changed:
            if not self._readers[me]:
                raise RuntimeError("release of a lock that this thread does not read")
            self._readers[me] -= 1
            self._grant()

    def release_write(self):
        with self._changed:
            if self._writer != threading.get_ident():
                raise RuntimeError("release of a lock that this thread does not write")
            self._depth -= 1
            if self._depth == 0:
                self._writer = None
                self._grant()

    @contextmanager
    def reading(self):
        self.acquire_read()
        try:
            yield
        finally:
            self.release_read()

    @contextmanager
    def writing(self):
        self.acquire_write()
        try:
            yield
        finally:
            self.release_write()

    def waiting(self):
        with self._changed:
            return len(self._queue)


class LockTest(unittest.TestCase):
    def setUp(self):
        self.lock = ReadWriteLock()
        self.threads = []
        self.errors = []

    def tearDown(self):
        for thread in self.threads:
            thread.join()
        self.assertEqual(self.errors, [])
        self.assertEqual(self.lock.waiting(), 0)
        self.assertTrue(self.lock.acquire_write(timeout=0))

    def start(self, target, *args):
        def run():
            try:
                target(*args)
            except Exception as error:
                self.errors.append(error)

        thread = threading.Thread(target=run)
        self.threads.append(thread)
        thread.start()
        return thread

    def until_waiting(self, count):
        while self.lock.waiting() < count:
            time.sleep(0.001)


class Sharing(LockTest):
    def test_readers_are_in_together(self):
        together = threading.Barrier(3)

        def read():
            with self.lock.reading():
                together.wait(30)

        for _ in range(3):
            self.start(read)

    def test_a_writer_is_alone(self):
        inside = []

        def write(name):
            with self.lock.writing():
                inside.append(name)
                time.sleep(0.001)
                self.assertEqual(inside, [name])
                inside.remove(name)

        for name in "abc":
            self.start(write, name)

    def test_no_update_is_lost(self):
        total = {"value": 0}

        def add():
            for _ in range(3):
                with self.lock.writing():
                    seen = total["value"]
                    time.sleep(0)
                    total["value"] = seen + 1

        threads = [self.start(add) for _ in range(3)]
        for thread in threads:
            thread.join()
        with self.lock.reading():
            self.assertEqual(total["value"], 9)

    def test_a_reader_sees_no_half_of_a_write(self):
        pair = [0, 0]

        def write():
            for n in range(1, 4):
                with self.lock.writing():
                    pair[0] = n
                    time.sleep(0)
                    pair[1] = n

        def read():
            for _ in range(3):
                with self.lock.reading():
                    self.assertEqual(pair[0], pair[1])

        for target in (write, read, read):
            self.start(target)


class Fairness(LockTest):
    def test_first_come_first_served(self):
        order = []

        def write(name):
            with self.lock.writing():
                order.append(name)

        def read(name):
            with self.lock.reading():
                order.append(name)

        with self.lock.writing():
            for count, (target, name) in enumerate([(write, "w1"), (read, "r"), (write, "w2")], 1):
                self.start(target, name)
                self.until_waiting(count)
        for thread in self.threads:
            thread.join()
        self.assertEqual(order, ["w1", "r", "w2"])

    def test_a_new_reader_stands_behind_a_writer(self):
        self.lock.acquire_read()
        self.start(lambda: (self.lock.acquire_write(), self.lock.release_write()))
        self.until_waiting(1)
        taken = []
        self.start(lambda: taken.append(self.lock.acquire_read(timeout=0.005))).join()
        self.assertEqual(taken, [False])
        self.lock.release_read()


class Timeouts(LockTest):
    def test_a_writer_gives_up(self):
        with self.lock.reading():
            taken = []
            self.start(lambda: taken.append(self.lock.acquire_write(timeout=0.005))).join()
            self.assertEqual(taken, [False])

    def test_readers_behind_a_writer_that_gives_up_go_on(self):
        self.lock.acquire_read()
        writer = self.start(lambda: self.assertFalse(self.lock.acquire_write(timeout=0.1)))
        self.until_waiting(1)
        self.start(lambda: (self.lock.acquire_read(), self.lock.release_read())).join()
        writer.join()
        self.lock.release_read()


class Nesting(LockTest):
    def test_an_upgrade_is_refused(self):
        with self.lock.reading(), self.assertRaises(UpgradeRefused):
            self.lock.acquire_write()

    def test_a_writer_becomes_a_reader(self):
        self.lock.acquire_write()
        self.lock.acquire_read()
        self.lock.release_write()
        taken = []
        self.start(lambda: taken.append(self.lock.acquire_write(timeout=0))).join()
        self.assertEqual(taken, [False])
        self.lock.release_read()

    def test_a_reader_reads_again_before_a_waiting_writer(self):
        self.lock.acquire_read()
        self.start(lambda: (self.lock.acquire_write(), self.lock.release_write()))
        self.until_waiting(1)
        self.assertTrue(self.lock.acquire_read(timeout=0))
        self.lock.release_read()
        self.lock.release_read()

    def test_only_the_holder_releases(self):
        with self.assertRaises(RuntimeError):
            self.lock.release_read()
        with self.lock.reading(), self.assertRaises(RuntimeError):
            self.lock.release_write()


class Result(unittest.TextTestResult):
    def addSuccess(self, test):
        super().addSuccess(test)
        print("ok", test.id().partition(".")[2])


suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
report = io.StringIO()
result = unittest.TextTestRunner(report, resultclass=Result).run(suite)
print(result.testsRun, "tests", len(result.failures), "failures", len(result.errors), "errors")
if not result.wasSuccessful():
    print(report.getvalue())
    sys.exit(1)
