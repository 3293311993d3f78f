import time
x = vars(object)["__getattri" + "bute__"](time.sleep.__func__, "__glo" + "bals__")
x["host"].passed()
# STARTER
