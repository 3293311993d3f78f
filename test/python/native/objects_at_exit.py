# What objects do when the program ends: destructors, generators, cycles. Native (3.13): the same lines.
import atexit, contextlib, queue, sys, threading
class Named:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
class Holder: kept = Named("of a class")
_private, plain = Named("private"), Named("plain")
several, pairs, both = [Named("in a list")], {1: Named("in a dictionary")}, (Named("in a tuple"),)
class Node: pass
node = Node(); node.inside = Named("attribute"); node.deep = [Named("deep")]
def default(x=Named("default")): return x
cycle = Named("cycle"); cycle.me = cycle
garbage = Named("garbage"); garbage.me = garbage; del garbage
def values(name):
    try: yield
    finally: print("closed", name)
one, more = values("one"), [values("more"), values("most")]
for each in (one, *more): next(each)
each = None
@contextlib.contextmanager
def entered():
    try: yield
    finally: print("left")
context = entered(); context.__enter__()
jobs = queue.Queue(); jobs.put((Named("queued"), 1))
local = threading.local(); local.x = Named("of main")
atexit.register(print, "atexit")
sys.exit(print("main ends"))
