try: 1/0
except Exception as e: t = e.__traceback__
g = getattr
f = g(t, "tb_fr" + "ame")
# STARTER
