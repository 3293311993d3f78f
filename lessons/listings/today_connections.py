"""Each worker opens its own connection before its first task."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

mine = threading.local()


def connect(host):
    name = threading.current_thread().name
    mine.connection = f"{host}, opened by {name}"


def query(number):
    time.sleep(0.1)
    return mine.connection


with ThreadPoolExecutor(2, "worker", connect, ["db"]) as executor:
    print("workers at first:", threading.active_count() - 1)
    for connection in sorted(set(executor.map(query, range(4)))):
        print(connection)
