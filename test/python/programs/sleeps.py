import threading
import time

threads = [threading.Thread(target=time.sleep, args=(0.25,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{time.perf_counter():.2f}")
