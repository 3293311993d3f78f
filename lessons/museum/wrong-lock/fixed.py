"""A lock protects data, not a piece of code: one lock for the stock."""

import threading

stock_lock = threading.Lock()
stock = 10


def deliver():
    global stock
    with stock_lock:
        before = stock
        stock = before + 5


def sell():
    global stock
    with stock_lock:
        before = stock
        stock = before - 3


threads = [threading.Thread(target=f) for f in (deliver, sell)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert stock == 12, stock
print(stock)
