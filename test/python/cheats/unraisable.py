import sys
class D:
    def __del__(self): raise ValueError
def hook(a):
    g = getattr
    g(g(a.exc_traceback, "tb_fr" + "ame"), "f_ba" + "ck")
sys.unraisablehook = hook
D()
# STARTER
