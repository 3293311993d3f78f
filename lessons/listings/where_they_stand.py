"""Who hangs, and where? The stack of every thread, by its name."""

import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor


def stacks():
    names = {t.ident: t.name for t in threading.enumerate()}
    for ident, frame in sys._current_frames().items():
        last = traceback.extract_stack(frame)[-1]
        calls = [call.name for call in traceback.extract_stack(frame)]
        yield names.get(ident, "?"), calls, last.name


def fetch(number):
    never.wait()


never = threading.Event()
pool = ThreadPoolExecutor(2, thread_name_prefix="fetch")
futures = [pool.submit(fetch, number) for number in range(5)]
time.sleep(0.1)
for name, calls, last in sorted(stacks()):
    if "fetch" in calls:
        print(f"{name} is in fetch(), and waits in {last}()")
print("waiting in the queue:", pool._work_queue.qsize())
never.set()
pool.shutdown()
