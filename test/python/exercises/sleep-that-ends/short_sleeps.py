import time


def heartbeat(stop, beat):
    while not stop.is_set():
        beat()
        time.sleep(0.4)
