with open("/lib/python3.14/this_one.py", "w") as f: f.write("x = 1")
import this_one
# STARTER
