import timeit
timeit.Timer("time.sleep.__globals__['host'].passed()", "import time").timeit(1)
# STARTER
