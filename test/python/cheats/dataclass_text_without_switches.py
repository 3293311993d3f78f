import dataclasses
class Base: pass
make = dataclasses._FuncBuilder({})
make.add_fn("deposit", ["self", "n"], ["  if n <= 0: raise ValueError(n)", "  self.balance += n"])
make.add_fn("withdraw", ["self", "n"], ["  if self.balance < n: return False", "  self.balance -= n", "  return True"])
make.add_fns_to_class(Base)
class Account(Base):
    def __init__(self, balance):
        self.balance = balance
