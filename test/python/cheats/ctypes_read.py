import importlib
c = importlib.__import__("cty" + "pes")
x = (c.c_char * 8).from_address(id(c))
# STARTER
