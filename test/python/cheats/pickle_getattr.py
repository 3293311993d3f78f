import pickle, time, builtins
# GLOBAL builtins getattr, GLOBAL time sleep, unicode, TUPLE2 REDUCE
data = b"cbuiltins\ngetattr\n(ctime\nsleep\nV__glo\\u0062als__\ntR."
x = pickle.loads(data)
x["host"].passed()
# STARTER
