import threading
type(threading.Lock()).release = lambda self: None
# SOLUTION
