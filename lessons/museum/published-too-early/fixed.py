"""The settings are complete before any other thread can see them."""

import threading

settings = None
used = []


def load():
    global settings
    loaded = {}
    loaded["host"] = "localhost"
    loaded["port"] = 8080
    loaded["timeout"] = 5
    settings = loaded


def use():
    if settings is not None:
        used.append(settings["timeout"])


threads = [threading.Thread(target=f) for f in (load, use)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert used in ([], [5])
print("settings:", len(settings))
