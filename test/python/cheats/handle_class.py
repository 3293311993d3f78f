import threading
thread = threading.Thread(target=print)
type(thread._os_thread_handle).join = lambda self, timeout=None: None
# SOLUTION
