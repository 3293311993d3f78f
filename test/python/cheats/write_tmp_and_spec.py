import importlib.util
with open("/tmp/m.py", "w") as f: f.write("import time\nx = 1")
spec = importlib.util.spec_from_file_location("m", "/tmp/m.py")
m = importlib.util.module_from_spec(spec)
spec.loader.exec_module(m)
# STARTER
