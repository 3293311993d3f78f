import code
i = code.InteractiveInterpreter()
i.runsource("import time; time.sleep.__globals__['host'].passed()")
# STARTER
