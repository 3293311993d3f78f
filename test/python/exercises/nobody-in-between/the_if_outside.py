"""The withdrawal is under the lock, the look is not."""

import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def deposit(self, amount):
        """Add `amount`. Raises ValueError if it is not positive."""
        if amount <= 0:
            raise ValueError(amount)
        with self.lock:
            self.balance += amount

    def withdraw(self, amount):
        """Take `amount` out if there is that much, and say whether."""
        if self.balance >= amount:
            with self.lock:
                self.balance -= amount
            return True
        return False
