# Generators, coroutines, iterators and containers that two threads use at the same time. Native: the same lines.
import threading, time, functools, operator, itertools
# generators, async generators, coroutines 'already executing'
def tell(f):
    try: return f()
    except BaseException as e: return type(e).__name__ + ": " + str(e)
def gen():
    try:
        while True: time.sleep(.1); yield 1
    finally: pass
g = gen(); res = []
a = threading.Thread(target=lambda: res.append(tell(lambda: next(g)))); a.start(); time.sleep(.05)
print(tell(lambda: next(g))); print(tell(lambda: g.send(None))); print(tell(lambda: g.throw(KeyError))); print(tell(g.close)); print(g.gi_running)
a.join(); print(res, g.gi_running); g.close()
def outer():
    yield from gen()
g = outer()
a = threading.Thread(target=lambda: tell(lambda: next(g))); a.start(); time.sleep(.05); print(tell(lambda: next(g))); a.join()
async def co(): time.sleep(.1); return 5
c = co()
a = threading.Thread(target=lambda: tell(lambda: c.send(None))); a.start(); time.sleep(.05); print(tell(lambda: c.send(None))); a.join()
print(tell(lambda: c.send(None)))
async def ag():
    while True: time.sleep(.1); yield 1
x = ag()
a = threading.Thread(target=lambda: tell(lambda: x.__anext__().send(None))); a.start(); time.sleep(.05); print(tell(lambda: x.__anext__().send(None))); a.join()
class C:
    n = 0
    @functools.cached_property
    def p(self): C.n += 1; time.sleep(.05); return C.n
o = C(); vals = []
ts = [threading.Thread(target=lambda: vals.append(o.p)) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(C.n, sorted(vals), o.p in vals)
@functools.lru_cache(maxsize=2)
def f(n): time.sleep(.01); return n
ts = [threading.Thread(target=lambda k=k: f(k % 3)) for k in range(9)]
for t in ts: t.start()
for t in ts: t.join()
i = f.cache_info(); print(i.hits + i.misses, i.currsize)
@functools.cache
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(80))
# lru_cache raising
@functools.lru_cache
def bad(x): time.sleep(.01); raise ValueError(x)
print([tell(lambda: bad(1)) for _ in range(2)], bad.cache_info())
# tee across threads
def slow():
    for k in range(3): time.sleep(.1); yield k
p, q = itertools.tee(slow())
a = threading.Thread(target=lambda: tell(lambda: next(p))); a.start(); time.sleep(.05); print(tell(lambda: next(q))); a.join()
# sort mutated
l = [3, 1, 2]
def key(v): time.sleep(.02); return v
def srt(): return tell(lambda: l.sort(key=key))
a = threading.Thread(target=lambda: res.append(srt())); a.start(); time.sleep(.03); print(l, len(l)); l.append(9); a.join(); print(res[-1], sorted(l))
d = {1: 1, 2: 2}
def it():
    for k in d: time.sleep(.1)
a = threading.Thread(target=lambda: res.append(tell(it))); a.start(); time.sleep(.05); d[3] = 3; a.join(); print(res[-1])
from collections import deque
q = deque([1, 2])
def it2():
    for k in q: time.sleep(.1)
a = threading.Thread(target=lambda: res.append(tell(it2))); a.start(); time.sleep(.05); q.append(3); a.join(); print(res[-1])
s = {1, 2}
def it3():
    for k in s: time.sleep(.1)
a = threading.Thread(target=lambda: res.append(tell(it3))); a.start(); time.sleep(.05); s.add(3); a.join(); print(res[-1])
ba = bytearray(b"abc")
m = memoryview(ba)
def hold():
    with memoryview(ba): time.sleep(.1)
m.release(); a = threading.Thread(target=hold); a.start(); time.sleep(.05); print(tell(lambda: ba.extend(b"x"))); a.join(); ba.extend(b"y"); print(ba)
