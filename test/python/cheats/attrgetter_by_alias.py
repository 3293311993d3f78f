import operator, time
ag = vars(operator)["attr" + "getter"]
x = ag("__glo" + "bals__")(time.sleep)
x["host"].passed()
# STARTER
