"""Looking and opening are one step, because the lock is held for both."""

import threading

lock = threading.Lock()
connection = None
opened = []


def get_connection():
    global connection
    with lock:
        if connection is None:
            connection = object()
            opened.append(connection)
        return connection


threads = [threading.Thread(target=get_connection) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(opened) == 1, len(opened)
print("opened:", len(opened))
