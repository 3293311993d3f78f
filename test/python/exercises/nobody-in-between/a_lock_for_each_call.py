"""Each call makes a lock of its own, so nobody ever waits for anybody."""

import threading


class Account:
    def __init__(self, balance):
        self.balance = balance

    def deposit(self, amount):
        """Add `amount`. Raises ValueError if it is not positive."""
        if amount <= 0:
            raise ValueError(amount)
        with threading.Lock():
            self.balance += amount

    def withdraw(self, amount):
        """Take `amount` out if there is that much, and say whether."""
        with threading.Lock():
            if self.balance >= amount:
                self.balance -= amount
                return True
            return False
