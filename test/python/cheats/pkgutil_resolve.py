import pkgutil
x = pkgutil.resolve_name("time:sleep.__func__.__glo" + "bals__")
x["host"].passed()
# STARTER
