"""A pool made by hand: a queue of jobs, and threads that empty it."""

import queue
import threading
import time


class Work(threading.Thread):
    """A worker: does jobs from the queue until the queue is empty."""

    def __init__(self, work_queue):
        threading.Thread.__init__(self)
        self.work_queue = work_queue
        self.start()

    def run(self):
        while True:
            try:
                do, args = self.work_queue.get(block=False)
                do(args)
                self.work_queue.task_done()
            except:
                break


class WorkManager:
    """Queues its jobs first, then starts the workers that do them."""

    def __init__(self, work_num=99, thread_num=9):
        self.work_queue = queue.Queue()
        self.threads = []
        self.__init_work_queue(work_num)
        self.__init_thread_pool(thread_num)

    def __init_work_queue(self, work_num):
        for i in range(work_num):
            self.add_job(do_job, i)

    def __init_thread_pool(self, thread_num):
        for i in range(thread_num):
            self.threads.append(Work(self.work_queue))

    def add_job(self, func, *args):
        self.work_queue.put((func, list(args)))

    def wait_allcomplete(self):
        for item in self.threads:
            if item.is_alive():
                item.join()


def do_job(args):
    time.sleep(0.1)
    if args[0] % 99 == 0:  # one line for every 99 jobs, not 999 lines
        print("done: job", args[0])


if __name__ == "__main__":
    start = time.perf_counter()
    manager = WorkManager(999, 99)
    manager.wait_allcomplete()
    print(f"cost all time: {time.perf_counter() - start:.1f}")
