from queue import ShutDown


def run(q, do):
    while True:
        try:
            do(q.get())
        except ShutDown:
            continue
