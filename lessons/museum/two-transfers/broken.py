"""A transfer locks the account it takes from, and then the account it
gives to. Two transfers go in opposite directions."""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    with source.lock:
        with target.lock:
            source.balance -= amount
            target.balance += amount


a, b = Account(1, 100), Account(2, 100)
threads = [
    threading.Thread(target=transfer, args=(a, b, 30)),
    threading.Thread(target=transfer, args=(b, a, 10)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert (a.balance, b.balance) == (80, 120)
print(a.balance, b.balance)
