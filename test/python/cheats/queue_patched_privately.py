import queue
queue.Queue._get = lambda self: (None, None)
# STARTER
