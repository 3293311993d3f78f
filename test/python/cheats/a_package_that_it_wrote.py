import os
os.mkdir("extra")
with open("extra/__init__.py", "w") as file: file.write("x = 1")
import extra
# STARTER
