def gen():
    yield
g = gen(); next(g)
read = getattr
name = "gi_fr" + "ame"
read(g, name)
# STARTER
