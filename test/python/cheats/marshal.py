import importlib
m = importlib.__import__("mar" + "shal")
c = m.loads(m.dumps(compile("x=1", "/lib/python3.14/x.py", "exec")))
# STARTER
