"""A worker that gets a request calls task_done() for it, whatever happens."""

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
            self._requests_queue.task_done()
            self._results_queue.put((request, result))


class Pool(threadpool.ThreadPool):
    def createWorkers(self, num_workers, poll_timeout=5):
        for _ in range(num_workers):
            worker = Worker(
                self._requests_queue, self._results_queue, poll_timeout
            )
            self.workers.append(worker)


pool = Pool(2)
for request in threadpool.makeRequests(str, range(5)):
    pool.putRequest(request)
pool.wait()
print("unfinished_tasks:", pool._requests_queue.unfinished_tasks)
pool._requests_queue.join()
print("joined")
