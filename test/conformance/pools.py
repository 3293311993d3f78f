"""The two programs that are recorded, with a gate at every operation another thread can see (`Op` in simulator/machines/frame.ts).

WorkManager is the hand-written pool of the lessons; ThreadPool behaves as the one of threadpool 1.3.2.
"""

import queue
import sys
import threading
import traceback

from stage import StagedThread
from staged_queue import StagedQueue


class Work(StagedThread):
    def __init__(self, stage, work_queue):
        super().__init__(stage)
        self.work_queue = work_queue
        self.start()

    def run(self):
        while True:
            try:
                do, args = self.stage.step("get_nowait", self.work_queue.get, False)
                self.stage.step("run", do, *args, item=do.item)
                self.stage.step("task_done", self.work_queue.task_done)
            except:
                break


class WorkManager:
    def __init__(self, stage, jobs, thread_num):
        self.stage = stage
        self.work_queue = StagedQueue(stage, "work_queue")
        self.threads = []
        for job in jobs:
            self.add_job(job, op="put_next")
        for _ in range(thread_num):
            stage.step("start_next", lambda: self.threads.append(Work(stage, self.work_queue)))

    def add_job(self, func, *args, op="put"):
        self.stage.step(op, self.work_queue.put, (func, list(args)), item=func.item)

    def wait_allcomplete(self):
        for item in self.threads:
            self.stage.me().arrive()  # is_alive() reads what other threads change
            if item.is_alive():
                self.stage.step("join_next", self.stage.join, item)


class NoResultsPending(Exception):
    pass


class NoWorkersAvailable(Exception):
    pass


def print_exception(request, exc_info):
    traceback.print_exception(*exc_info)


class WorkRequest:
    def __init__(self, callable_, args=None, kwds=None, requestID=None, callback=None, exc_callback=print_exception):
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


class WorkerThread(StagedThread):
    def __init__(self, stage, requests_queue, results_queue, poll_timeout=5):
        super().__init__(stage, daemon=True)
        self._requests_queue = requests_queue
        self._results_queue = results_queue
        self._poll_timeout = poll_timeout
        self._dismissed = threading.Event()
        self.start()

    def look(self):
        return self.stage.step("look", self._dismissed.is_set, outcome_of=lambda dismissed: "set" if dismissed else "clear")

    def run(self):
        step = self.stage.step
        while True:
            if self.look():
                break
            try:
                request = step("get_request", self._requests_queue.get, True, self._poll_timeout)
            except queue.Empty:
                continue
            number = request.callable.item
            if self.look():
                step("put_back", self._requests_queue.put, request, item=number)
                break
            try:
                result = step("run", lambda: request.callable(*request.args, **request.kwds), item=number)
                step("put_result", self._results_queue.put, (request, result), item=number)
            except:
                request.exception = True
                step("put_result", self._results_queue.put, (request, sys.exc_info()), item=number)

    def dismiss(self):
        self._dismissed.set()


class ThreadPool:
    def __init__(self, stage, num_workers, q_size=0, resq_size=0, poll_timeout=5):
        self.stage = stage
        self._requests_queue = StagedQueue(stage, "_requests_queue", q_size)
        self._results_queue = StagedQueue(stage, "_results_queue", resq_size)
        self.workers = []
        self.dismissedWorkers = []
        self.workRequests = {}
        self.createWorkers(num_workers, poll_timeout)

    def createWorkers(self, num_workers, poll_timeout=5):
        for _ in range(num_workers):
            self.stage.step("start_next", self._create_worker, poll_timeout)

    def _create_worker(self, poll_timeout):
        self.workers.append(WorkerThread(self.stage, self._requests_queue, self._results_queue, poll_timeout))

    def dismissWorkers(self, num_workers, do_join=False):
        self.stage.me().arrive()  # len(self.workers) reads what other threads change
        dismiss_list = []
        for _ in range(min(num_workers, len(self.workers))):
            self.stage.step("dismiss_next", self._dismiss_last, dismiss_list)
        if do_join:
            for worker in dismiss_list:
                self.stage.step("join_next", self.stage.join, worker)
        else:
            self.dismissedWorkers.extend(dismiss_list)

    def _dismiss_last(self, dismiss_list):
        worker = self.workers.pop()
        worker.dismiss()
        dismiss_list.append(worker)

    def joinAllDismissedWorkers(self):
        self.stage.me().arrive()  # as above
        for worker in self.dismissedWorkers:
            self.stage.step("join_next", self.stage.join, worker)
        self.dismissedWorkers = []

    def putRequest(self, request, block=True, timeout=None):
        number = request.callable.item
        self.stage.step("put_request", self._put, request, block, timeout, item=number)
        self.stage.step("register", self._register, request, item=number)

    def _put(self, request, block, timeout):
        assert isinstance(request, WorkRequest)
        assert not getattr(request, "exception", None)
        self._requests_queue.put(request, block, timeout)

    def _register(self, request):
        self.workRequests[request.requestID] = request

    def poll(self, block=False):
        step = self.stage.step
        while True:
            step("check", self._check, block)
            try:
                request, result = step("get_result", lambda: self._results_queue.get(block=block))
                number = request.callable.item
                self._call_back(request, result, number)
                step("unregister", self._unregister, request, item=number)
            except queue.Empty:
                break

    def _check(self, block):
        if not self.workRequests:
            raise NoResultsPending
        elif block and not self.workers:
            raise NoWorkersAvailable

    def _call_back(self, request, result, number):
        if request.exception and request.exc_callback:
            self.stage.step("call_back", request.exc_callback, request, result, item=number, called="exc_callback")
        if request.callback and not (request.exception and request.exc_callback):
            self.stage.step("call_back", request.callback, request, result, item=number, called="callback")

    def _unregister(self, request):
        del self.workRequests[request.requestID]

    def wait(self):
        while True:
            try:
                self.poll(True)
            except NoResultsPending:
                break
