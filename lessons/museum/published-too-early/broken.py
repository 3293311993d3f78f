"""The settings are loaded in one thread. Another uses them as soon as
they are there."""

import threading

settings = None
used = []


def load():
    global settings
    settings = {}
    settings["host"] = "localhost"
    settings["port"] = 8080
    settings["timeout"] = 5


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
