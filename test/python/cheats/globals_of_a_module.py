import threading
globals()["threading"].Thread
threading.Thread.run.__globals__
# STARTER
