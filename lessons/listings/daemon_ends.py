"""An ordinary thread is waited for, a daemon is not."""

import threading
import time


def work(name, seconds):
    time.sleep(seconds)
    print(name, "has done its work")


threading.Thread(target=work, args=("ordinary", 0.2)).start()
threading.Thread(target=work, args=("daemon", 0.5), daemon=True).start()
print("main is at its end")
