"""The worker survives, but a failing job is never counted."""

import queue
import threading
import time

STOP = (None, None)  # once for each worker: nothing more will come


class Work(threading.Thread):
    """A worker: does jobs from the queue until it is told to stop."""

    def __init__(self, work_queue):
        threading.Thread.__init__(self)
        self.work_queue = work_queue
        self.start()

    def run(self):
        while True:
            do, args = self.work_queue.get()
            try:
                if do is None:
                    break
                do(args)
                self.work_queue.task_done()
            except BaseException as error:
                name = getattr(do, "__name__", repr(do))
                print(f"{name}({args}) failed: {error!r}")


class WorkManager:
    """Gives jobs to its workers, waits for the jobs, and closes."""

    def __init__(self, work_num=99, thread_num=9):
        self.work_queue = queue.Queue()
        self.threads = []
        self.closed = False
        self.__init_work_queue(work_num)
        self.__init_thread_pool(thread_num)

    def __init_work_queue(self, work_num):
        for i in range(work_num):
            self.add_job(do_job, i)

    def __init_thread_pool(self, thread_num):
        for i in range(thread_num):
            self.threads.append(Work(self.work_queue))

    def add_job(self, func, *args):
        if self.closed:
            raise RuntimeError("add_job() after close()")
        self.work_queue.put((func, list(args)))

    def wait_allcomplete(self):
        self.work_queue.join()

    def close(self):
        """Wait until all that is queued is done and the workers have left."""
        if not self.closed:
            self.closed = True
            for item in self.threads:
                self.work_queue.put(STOP)
        for item in self.threads:
            item.join()


def do_job(args):
    time.sleep(0.1)


def halve(args):
    if args[0] % 2:
        raise ValueError("an odd number")
    print("halve:", args[0] // 2)


if __name__ == "__main__":
    start = time.perf_counter()
    manager = WorkManager(999, 99)
    manager.wait_allcomplete()
    print(f"cost all time: {time.perf_counter() - start:.1f}")

    for number in (10, 11, 12):  # late jobs, and one of them fails
        manager.add_job(halve, number)
        manager.wait_allcomplete()

    manager.close()
    print("still queued:", manager.work_queue.qsize())
    print("unfinished_tasks:", manager.work_queue.unfinished_tasks)
    print("alive:", sum(item.is_alive() for item in manager.threads))
