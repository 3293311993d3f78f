from threading import Thread


def start_all(count, run):
    return [Thread(target=run) for _ in range(count)]
