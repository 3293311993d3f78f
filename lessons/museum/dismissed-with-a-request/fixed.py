"""A worker that has got a request does it: there is no second check."""

import queue
import sys
import threading
import time

import threadpool


class Worker(threadpool.WorkerThread):
    def run(self):
        while not self._dismissed.is_set():
            try:
                request = self._requests_queue.get(
                    True, self._poll_timeout
                )
            except queue.Empty:
                continue
            try:
                result = request.callable(*request.args, **request.kwds)
            except BaseException:
                request.exception = True
                result = sys.exc_info()
            self._results_queue.put((request, result))


class Pool(threadpool.ThreadPool):
    def createWorkers(self, num_workers, poll_timeout=5):
        for _ in range(num_workers):
            worker = Worker(
                self._requests_queue, self._results_queue, poll_timeout
            )
            self.workers.append(worker)


def collect(request, result):
    print("result:", result)


pool = Pool(1)
time.sleep(1)  # the worker is idle now
worker = pool.workers[0]
pool.putRequest(threadpool.WorkRequest(str, [1], callback=collect))
threading.Thread(target=worker.dismiss).start()
pool.wait()
