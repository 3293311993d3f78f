"""A worker that leaves at once when it is dismissed and has no work."""

import queue
import sys
import threading
import time


class PromptWorker(threading.Thread):
    """Waits in one call for a request or for its dismissal."""

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
            try:
                request = requests.get(block=False)
            except queue.Empty:  # another worker was quicker
                continue
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


if __name__ == "__main__":
    start = time.perf_counter()
    queues = queue.Queue(), queue.Queue()
    workers = [PromptWorker(*queues) for _ in range(3)]
    time.sleep(0.1)
    for worker in workers:
        worker.dismiss()
    for worker in workers:
        worker.join()
    print(f"all gone at {time.perf_counter() - start:.1f} s")
