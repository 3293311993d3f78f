import importlib.machinery
class Name(str):
    def partition(self, by): return ("math", "", "")
importlib.machinery.BuiltinImporter.create_module(importlib.machinery.ModuleSpec(Name("_ctypes"), None))
# STARTER
