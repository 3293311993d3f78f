import importlib
importlib.import_module("_test" + "buffer").get_pointer
# STARTER
