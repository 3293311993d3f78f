"""A worker with a label: set too late, and set in time."""

import queue
import threading
import time

import threadpool


class TooLate(threadpool.WorkerThread):
    def __init__(self, requests_queue, results_queue, label):
        super().__init__(requests_queue, results_queue)
        time.sleep(0.1)  # makes the gap wide
        self.label = label


class InTime(threadpool.WorkerThread):
    def __init__(self, requests_queue, results_queue, label):
        self.label = label
        super().__init__(requests_queue, results_queue)


def task():
    return "done by " + threading.current_thread().label


def outcome(worker_class, queued_first):
    requests, results = queue.Queue(), queue.Queue()
    request = threadpool.WorkRequest(task)
    if queued_first:
        requests.put(request)
    worker_class(requests, results, "A")
    if not queued_first:
        requests.put(request)
    request, result = results.get()
    return repr(result[1]) if request.exception else result


for worker_class in (TooLate, InTime):
    print(worker_class.__name__)
    print("  request put after: ", outcome(worker_class, False))
    print("  request put before:", outcome(worker_class, True))
