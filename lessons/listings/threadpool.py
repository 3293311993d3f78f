"""A Python 3.14 port of the `threadpool` package, version 1.3.2.

Christopher Arndt wrote the package (MIT licence) for Python 2 and early
Python 3. This file is written anew for the lessons, with the same names,
arguments and behaviour. Where the package goes wrong, so does this.
"""

import queue
import sys
import threading
import traceback

__all__ = [
    "makeRequests",
    "NoResultsPending",
    "NoWorkersAvailable",
    "ThreadPool",
    "WorkRequest",
    "WorkerThread",
]


class NoResultsPending(Exception):
    """Every request that was put has been answered."""


class NoWorkersAvailable(Exception):
    """Results are still expected, but no worker is left to produce them."""


def _handle_thread_exception(request, exc_info):
    """The default exception callback: print the traceback."""
    traceback.print_exception(*exc_info)


def _join_each(workers):
    for worker in workers:
        worker.join()


def makeRequests(
    callable_,
    args_list,
    callback=None,
    exc_callback=_handle_thread_exception,
):
    """Make a request for each item of `args_list`, all for one callable.

    A tuple stands for `(args, kwds)`. Anything else is the one argument.
    """
    requests = []
    for item in args_list:
        is_pair = isinstance(item, tuple)
        args, kwds = (item[0], item[1]) if is_pair else ([item], None)
        requests.append(
            WorkRequest(
                callable_,
                args,
                kwds,
                callback=callback,
                exc_callback=exc_callback,
            )
        )
    return requests


class WorkerThread(threading.Thread):
    """Turns requests into results, until it is dismissed."""

    def __init__(
        self, requests_queue, results_queue, poll_timeout=5, **kwds
    ):
        """Start at once, as a daemon: it does not keep a program alive.

        `poll_timeout`, in seconds, is how long an idle worker waits
        before it looks whether it has been dismissed.
        """
        super().__init__(**kwds)
        self.daemon = True
        self._requests_queue = requests_queue
        self._results_queue = results_queue
        self._poll_timeout = poll_timeout
        self._dismissed = threading.Event()
        self.start()

    def run(self):
        """Answer requests until `dismiss()` is called."""
        while True:
            if self._dismissed.is_set():  # before waiting
                break
            try:
                request = self._requests_queue.get(True, self._poll_timeout)
            except queue.Empty:
                continue
            if self._dismissed.is_set():  # before working
                self._requests_queue.put(request)
                break
            try:
                result = request.callable(*request.args, **request.kwds)
                self._results_queue.put((request, result))
            except BaseException:
                request.exception = True
                self._results_queue.put((request, sys.exc_info()))

    def dismiss(self):
        """Ask the worker to leave when it next looks. Returns at once."""
        self._dismissed.set()


class WorkRequest:
    """What to call, with which arguments, and whom to tell then."""

    def __init__(
        self,
        callable_,
        args=None,
        kwds=None,
        requestID=None,
        callback=None,
        exc_callback=_handle_thread_exception,
    ):
        """Describe one call of `callable_`.

        `callback(request, result)` is called with what it returned,
        `exc_callback(request, exc_info)` with the `sys.exc_info()` of what
        it raised. If that is None, `callback` is given the `exc_info`.
        Raises TypeError if `requestID` is not hashable.
        """
        if requestID is None:
            self.requestID = id(self)
        else:
            try:
                self.requestID = hash(requestID)
            except TypeError:
                raise TypeError("requestID must be hashable.")
        self.exception = False
        self.callback = callback
        self.exc_callback = exc_callback
        self.callable = callable_
        self.args = args or []
        self.kwds = kwds or {}

    def __str__(self):
        return (
            f"<WorkRequest id={self.requestID} args={self.args!r} "
            f"kwargs={self.kwds!r} exception={self.exception}>"
        )


class ThreadPool:
    """A request queue, a result queue, and the workers between them."""

    def __init__(self, num_workers, q_size=0, resq_size=0, poll_timeout=5):
        """Start `num_workers` workers.

        `q_size` bounds the request queue: when full, `putRequest` waits.
        `resq_size` bounds the result queue: when full, the workers wait.
        0 means no bound. With two bounds, all may wait for each other.
        """
        self._requests_queue = queue.Queue(q_size)
        self._results_queue = queue.Queue(resq_size)
        self.workers = []
        self.dismissedWorkers = []
        self.workRequests = {}
        self.createWorkers(num_workers, poll_timeout)

    def createWorkers(self, num_workers, poll_timeout=5):
        """Start `num_workers` more workers."""
        for _ in range(num_workers):
            self.workers.append(
                WorkerThread(
                    self._requests_queue,
                    self._results_queue,
                    poll_timeout=poll_timeout,
                )
            )

    def dismissWorkers(self, num_workers, do_join=False):
        """Dismiss the newest workers, at most as many as there are.

        With `do_join`, wait until they have left. Without, remember them
        for `joinAllDismissedWorkers()`.
        """
        dismissed = []
        for _ in range(min(num_workers, len(self.workers))):
            worker = self.workers.pop()
            worker.dismiss()
            dismissed.append(worker)
        if do_join:
            _join_each(dismissed)
        else:
            self.dismissedWorkers.extend(dismissed)

    def joinAllDismissedWorkers(self):
        """Wait until every dismissed worker has left."""
        _join_each(self.dismissedWorkers)
        self.dismissedWorkers = []

    def putRequest(self, request, block=True, timeout=None):
        """Queue a request, then register that its result is expected.

        Raises queue.Full if it may not wait for a slot (any longer).
        """
        assert isinstance(request, WorkRequest)
        # one that has failed is not used again
        assert not getattr(request, "exception", None)
        self._requests_queue.put(request, block, timeout)
        self.workRequests[request.requestID] = request

    def poll(self, block=False):
        """Hand each result to its callback; with `block`, wait for more.

        Raises NoResultsPending when no result is expected (any longer),
        NoWorkersAvailable when it would wait and there are no workers.
        """
        while True:
            if not self.workRequests:
                raise NoResultsPending
            if block and not self.workers:
                raise NoWorkersAvailable
            try:
                request, result = self._results_queue.get(block=block)
                if request.exception and request.exc_callback:
                    request.exc_callback(request, result)
                if request.callback and not (
                    request.exception and request.exc_callback
                ):
                    request.callback(request, result)
                del self.workRequests[request.requestID]
            except queue.Empty:
                break

    def wait(self):
        """Wait for all results, and hand each to its callback."""
        while True:
            try:
                self.poll(True)
            except NoResultsPending:
                break
