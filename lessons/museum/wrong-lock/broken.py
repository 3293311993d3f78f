"""Every access to the stock is under a lock: deliveries under one,
sales under another."""

import threading

deliveries = threading.Lock()
sales = threading.Lock()
stock = 10


def deliver():
    global stock
    with deliveries:
        before = stock
        stock = before + 5


def sell():
    global stock
    with sales:
        before = stock
        stock = before - 3


threads = [threading.Thread(target=f) for f in (deliver, sell)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert stock == 12, stock
print(stock)
