import threading
threading.Lock.acquire = lambda self, *a: True
# STARTER
