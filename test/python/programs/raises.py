import threading


def fail():
    raise ValueError("no such page")


thread = threading.Thread(target=fail, name="worker")
thread.start()
thread.join()
print("main goes on")
