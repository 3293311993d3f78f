"""Who is refused keeps the lock."""

import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def deposit(self, amount):
        """Add `amount`. Raises ValueError if it is not positive."""
        self.lock.acquire()
        if amount <= 0:
            raise ValueError(amount)
        self.balance += amount
        self.lock.release()

    def withdraw(self, amount):
        """Take `amount` out if there is that much, and say whether."""
        with self.lock:
            if self.balance >= amount:
                self.balance -= amount
                return True
            return False
