import operator, time
function = type(operator.itemgetter and (lambda: 0))
read = function.__dict__["__" + "globals" + "__"]
print(read.__get__(time.sleep.__func__, function)["host"])
# STARTER
