"""get() needs the lock that the worker holds already."""

import queue
import sys
import threading


class PromptWorker(threading.Thread):
    def __init__(self, requests_queue, results_queue, poll_timeout=5):
        super().__init__(daemon=True)
        self._requests_queue = requests_queue
        self._results_queue = results_queue
        self._poll_timeout = poll_timeout
        self._dismissed = threading.Event()
        self.start()

    def run(self):
        requests = self._requests_queue
        while True:
            with requests.not_empty:
                while not (self._dismissed.is_set() or requests.queue):
                    requests.not_empty.wait()
                if self._dismissed.is_set():
                    break
                request = requests.get()
            self.answer(request)

    def dismiss(self):
        with self._requests_queue.not_empty:
            self._dismissed.set()
            self._requests_queue.not_empty.notify_all()

    def answer(self, request):
        """Make the call, and put the result. Leave this as it is."""
        try:
            result = request.callable(*request.args, **request.kwds)
            self._results_queue.put((request, result))
        except BaseException:
            request.exception = True
            self._results_queue.put((request, sys.exc_info()))
