import importlib.machinery, importlib.util
with open("/tmp/a.pyc", "wb") as file: file.write(importlib.util.MAGIC_NUMBER + bytes(12) + b"N")
importlib.machinery.SourcelessFileLoader("a", "/tmp/a.pyc").load_module()
# STARTER
