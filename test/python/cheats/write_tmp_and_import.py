import sys
with open("/tmp/helper_file.py", "w") as f: f.write("import time\nx = 1")
sys.path.insert(0, "/tmp")
import helper_file
# STARTER
