"""It polls every thousandth of a second."""

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
        while True:
            if self._dismissed.is_set():
                break
            try:
                request = self._requests_queue.get(True, 0.0001)
            except queue.Empty:
                continue
            if self._dismissed.is_set():
                self._requests_queue.put(request)
                break
            self.answer(request)

    def dismiss(self):
        self._dismissed.set()

    def answer(self, request):
        """Make the call, and put the result. Leave this as it is."""
        try:
            result = request.callable(*request.args, **request.kwds)
            self._results_queue.put((request, result))
        except BaseException:
            request.exception = True
            self._results_queue.put((request, sys.exc_info()))
