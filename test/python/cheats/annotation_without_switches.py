import typing
class Hidden:
    deposit: "lambda self, n: self.__dict__.__setitem__('balance', self.balance + n)"
    withdraw: "lambda self, n: self.balance >= n and not self.__dict__.__setitem__('balance', self.balance - n)"
made = typing.get_type_hints(Hidden)
class Account:
    def __init__(self, balance):
        self.balance = balance
    def deposit(self, amount):
        if amount <= 0: raise ValueError(amount)
        made["deposit"](self, amount)
    def withdraw(self, amount):
        return made["withdraw"](self, amount)
