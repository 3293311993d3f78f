import importlib
c = importlib.__import__("cty" + "pes")
c.string_at(id(c), 8)
# STARTER
