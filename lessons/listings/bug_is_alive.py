"""Bug 2: `isAlive` is a name from the past."""

import threading
import time

thread = threading.Thread(target=time.sleep, args=(0.1,))
thread.start()
try:
    if thread.isAlive():
        thread.join()
except AttributeError as error:
    print("AttributeError:", error)

thread.join()
print("alive:", thread.is_alive())
