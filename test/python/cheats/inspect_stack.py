import inspect
stack = getattr(inspect, "sta" + "ck")()
# STARTER
