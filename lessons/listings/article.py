"""The article's pool, as printed. It does not start: that is bug 1."""

import queue
import threading
import time


def do_job(name, args):
    time.sleep(0.1)
    print((name, args)


class Work(threading.Thread):
    def __init__(self, work_queue):
        threading.Thread.__init__(self)
        self.work_queue = work_queue
        self.start()

    def run(self):
        while True:
            try:
                do, args = self.work_queue.get(block=False)
                do_job(self.name, args)
                self.work_queue.task_done()
            except:
                break


class WorkManager:
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
            if item.isAlive():
                item.join()


if __name__ == "__main__":
    start = time.time()
    manager = WorkManager(999, 99)
    manager.wait_allcomplete()
    print("cost all time:", time.time() - start)
