"""The connection is opened at its first use, under a lock, so that there
is only one."""

import threading

lock = threading.Lock()
connection = None
opened = []


def get_connection():
    global connection
    if connection is None:
        with lock:
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
