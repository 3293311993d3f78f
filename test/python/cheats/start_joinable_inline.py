import threading
threading._start_joinable_thread = lambda f, handle=None, daemon=True: f()
# STARTER
