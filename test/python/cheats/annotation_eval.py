import typing, time
class A:
    x: "time.sleep.__func__.__globals__['host'].passed()"
typing.get_type_hints(A)
# STARTER
