# Lists, tuples and dictionaries that nobody has any more, in queues, arguments and variables. Native (3.13): the same lines.
import threading
class R:
    def __init__(self, n): self.n = n
    def __del__(self): print("R", self.n)
import queue
q = queue.Queue()
q.put((R(1), "x")); q.put([R(2)]); q.put({"a": R(3)})
for n in range(3): q.get(); print("got", n)
def w(a, b): print("w")
t = threading.Thread(target=w, args=((R(4),), [R(5)])); t.start(); t.join(); print("joined")
l = [R(6)]; l2 = (R(7), l); d = {1: R(8)}
x = l2; del l; del l2; print("still"); del x; print("gone"); d.clear(); print("cleared")
s = {R(9)}; s.pop(); print("popped")
def f(x): return [x]
f(R(10)); print("end")
print('----')
import threading, weakref, queue
class R: pass
class S:
    __slots__ = ("n",)
    def __init__(self, n): self.n = n
    def __del__(self): print("S", self.n)
tm = threading.Timer(.01, lambda x: None, [R()]); w = weakref.ref(tm.args[0]); tm.start(); tm.join(); print(w() is None); del tm; print(w() is None)
tm = threading.Timer(9, print, [R()]); w = weakref.ref(tm.args[0]); tm.start(); tm.cancel(); tm.join(); del tm; print(w() is None)
q = queue.Queue(); q.put(S(1)); q.get(); print("got"); q.put((S(2), 0)); x = q.get(); print("has"); x = None; print("let go")
p = queue.PriorityQueue(); p.put((1, S(3))); p.get(); print("prio")
s = queue.SimpleQueue(); s.put([S(4)]); s.get(); print("simple")
l = queue.LifoQueue(); l.put({"k": S(5)}); l.get(); print("lifo")
def w():
    while (item := q.get()) is not None: print("works", item[1])
    item = None; print("over")
t = threading.Thread(target=w); t.start()
q.put((S(6), 6)); q.put((S(7), 7)); q.put(None); t.join()
print("end")
