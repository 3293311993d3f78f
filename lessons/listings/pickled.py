"""What goes to another process is written as bytes, and read again."""

import pickle
import threading


class Page:
    def __init__(self, url):
        self.url = url


def length(page):
    return len(page.url)


def send(name, thing):
    try:
        received = pickle.loads(pickle.dumps(thing))
    except Exception as error:
        print(f"{name}: {type(error).__name__}")
    else:
        print(f"{name}: sent")
        return received


page = Page("/a")
copy = send("an object", page)
copy.url = "/b"
print("the original still says", page.url)
send("a function with a name", length)
send("a lambda", lambda page: len(page.url))
send("a lock", threading.Lock())
send("a generator", (n for n in range(3)))
