"""Wait for several things."""
from threading import Thread


def wait_for_all(waits):
    for wait in waits:
        wait()
