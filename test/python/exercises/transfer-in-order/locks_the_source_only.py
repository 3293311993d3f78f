"""Transfers between accounts, each with a lock of its own."""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    with source.lock:
        source.balance -= amount
        target.balance += amount


if __name__ == "__main__":
    a, b = Account(1, 100), Account(2, 100)
    transfer(a, b, 30)
    print(a.balance, b.balance)
