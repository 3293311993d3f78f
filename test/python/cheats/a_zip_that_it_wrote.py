import sys, zipfile
with zipfile.ZipFile("/tmp/a.zip", "w") as file: file.writestr("inside.py", "x = 1")
sys.path.insert(0, "/tmp/a.zip")
import inside
# STARTER
