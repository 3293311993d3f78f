import queue
import threading
import time


def consume():
    lock.acquire()
    jobs.get()


lock = threading.Lock()
jobs = queue.Queue()
threading.Thread(target=consume, name="consumer").start()
time.sleep(1)
lock.acquire()
