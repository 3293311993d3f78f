import types
def f(): pass
g = getattr
c = g(f, "__co" + "de__")
c.replace(co_filename="/lib/python3.14/dataclasses.py")
# STARTER
