# Source: the blocking calls that threads of real programs wait in, one at a time
# Shows: select as sleep, flock between two threads, signal.alarm, os.read of a pty/pipe, subprocess wait, sleep arguments
# Native: select slept 0.5 / ['holder leaves', 'other has it'] / alarm fired 1 / ...
import fcntl
import os
import select
import signal
import tempfile
import threading
import time

t0 = time.monotonic()
try:
    select.select([], [], [], 0.5)
    print("select slept", round(time.monotonic() - t0, 1))
except Exception as error:
    print("select:", type(error).__name__, error)
path = tempfile.mktemp()
held = threading.Event()
order = []


def hold():
    with open(path, "w") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        held.set()
        time.sleep(0.3)
        order.append("holder leaves")


def want():
    held.wait()
    with open(path, "w") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        order.append("other has it")


threads = [threading.Thread(target=hold), threading.Thread(target=want)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(order)
fired = []
try:
    signal.signal(signal.SIGALRM, lambda *a: fired.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    time.sleep(0.5)
    print("alarm fired", len(fired))
except Exception as error:
    print("alarm:", type(error).__name__, error)
