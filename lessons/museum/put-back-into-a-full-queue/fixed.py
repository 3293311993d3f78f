"""A dismissed worker does the request that it holds, and then leaves.
Nothing goes back, so it never waits for a slot."""

import queue
import sys

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


results = []


def collect(request, result):
    results.append(result)


pool = Pool(1, q_size=1)
for request in threadpool.makeRequests(str, range(2), collect):
    pool.putRequest(request)
pool.dismissWorkers(1)
pool.joinAllDismissedWorkers()
pool.createWorkers(1)  # for the request that may still be queued
pool.wait()
print(results)
