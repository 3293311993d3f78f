from queue import Queue
from threading import Lock


class Jobs:
    def __init__(self):
        self.queue = Queue()
        self.closed = False
        self.lock = Lock()

    def submit(self, job):
        with self.lock:
            if not self.closed:
                self.queue.put(job)

    def close(self):
        with self.lock:
            self.closed = True
            self.queue.put("end")
