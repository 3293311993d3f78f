def heartbeat(stop, beat):
    while not stop.is_set():
        beat()
        stop.wait()
