import pickle
data = b"cbuiltins\ngetattr\n(ctime\nsleep\nV__glo\\u0062als__\ntR."
x = pickle._loads(data)
x["host"].passed()
# STARTER
