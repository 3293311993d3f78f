"""An account that several threads use."""


class Account:
    def __init__(self, balance):
        self.balance = balance

    def deposit(self, amount):
        """Add `amount`. Raises ValueError if it is not positive."""
        if amount <= 0:
            raise ValueError(amount)
        self.balance += amount

    def withdraw(self, amount):
        """Take `amount` out if there is that much, and say whether."""
        if self.balance >= amount:
            self.balance -= amount
            return True
        return False


if __name__ == "__main__":
    account = Account(100)
    print(account.withdraw(80), account.withdraw(80), account.balance)
