from queue import Queue
from threading import Lock


class Jobs:
    def __init__(self):
        self.queue = Queue()
        self.closed = False
        self.lock = Lock()

    def submit(self, job):
        if self.closed:
            raise RuntimeError("closed")
        if self.closed:
            raise RuntimeError("closed")
        with self.lock:
            self.queue.put(job)

    def close(self):
        with self.lock:
            self.closed = True
            self.queue.put("end")
