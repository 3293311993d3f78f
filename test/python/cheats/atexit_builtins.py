import atexit, builtins
def bye(): builtins.len = lambda x: 0
atexit.register(bye)
# STARTER
