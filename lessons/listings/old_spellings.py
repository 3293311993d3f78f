"""What the spellings of the original package do today."""

import importlib
import threading
import time
import warnings


def attempt(what, action):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a warning is raised here
        try:
            action()
        except Exception as error:
            print(f"{what}\n  {type(error).__name__}: {error}")


def late_daemon():
    thread = threading.Thread(target=time.sleep, args=(0.1,))
    thread.start()
    thread.daemon = True


attempt("import Queue", lambda: importlib.import_module("Queue"))
attempt("setDaemon", lambda: threading.Thread().setDaemon(True))
attempt("isSet", lambda: threading.Event().isSet())
attempt("daemon = True, after start()", late_daemon)
