# SOLUTION
import sys, operator, importlib
def find(func): return getattr(sys.modules[func.__module__], func.__name__, None)
print(find(find), sys.modules[__name__])
sorted([1j], key=operator.attrgetter("real"))
importlib.import_module("json")
