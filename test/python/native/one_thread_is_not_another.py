# What is one thread's in C too: decimal contexts, repr's guards, generators, exceptions, RLock. Native (3.14): the same lines.
# kinds: things in C that know threads
import threading, time, io, os, sys, contextvars, decimal, functools, warnings, tempfile, logging, select, subprocess, queue, reprlib
# decimal context per thread
decimal.getcontext().prec = 5
out=[]
def w(p):
    decimal.getcontext().prec = p; time.sleep(.1); out.append((p, str(decimal.Decimal(1)/3)))
ts=[threading.Thread(target=w,args=(p,)) for p in (3,8)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(out), decimal.Decimal(1)/3)
t=threading.Thread(target=lambda: print(decimal.getcontext().prec)); t.start(); t.join()
# reprlib recursion in threads
class Node:
    def __init__(s): s.kids=[]
    @reprlib.recursive_repr()
    def __repr__(s): time.sleep(.05); return f"N({s.kids})"
n=Node(); n.kids.append(n); res=[]
ts=[threading.Thread(target=lambda: res.append(repr(n))) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(res)
# cached_property, lru_cache
calls=[]
@functools.lru_cache
def f(x): calls.append(x); time.sleep(.1); return x
ts=[threading.Thread(target=f,args=(1,)) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(len(calls))
# TextIOWrapper shared
p=tempfile.mktemp()
with open(p,"w") as fh:
    ts=[threading.Thread(target=lambda i=i: [fh.write(f"{i}{j}\n") for j in range(50)]) for i in range(4)]
    for t in ts: t.start()
    for t in ts: t.join()
print(len(open(p).read().split()))
# BytesIO etc
# generator shared
def g():
    for i in range(3): time.sleep(.1); yield i
gg=g(); errs=[]
def nx():
    try: next(gg)
    except ValueError as e: errs.append(str(e))
ts=[threading.Thread(target=nx) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(errs)
# exceptions context isolation
def h():
    try: raise KeyError("h")
    except KeyError:
        time.sleep(.1); 
        try: raise ValueError
        except ValueError as e: print(repr(e.__context__))
t=threading.Thread(target=h)
try: raise IndexError
except IndexError: t.start(); time.sleep(.05); print(repr(sys.exception()))
t.join()
# recursion depth per thread
def deep(n):
    if n==0: time.sleep(.1); return 0
    return 1+deep(n-1)
ts=[threading.Thread(target=lambda: out.append(deep(300))) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(out[-3:])
# warnings catch_warnings
# logging stack
logging.basicConfig(stream=sys.stdout, format="%(threadName)s %(message)s"); 
t=threading.Thread(target=lambda: logging.warning("hi"),name="T"); t.start(); t.join()
l=threading.RLock(); print(l.acquire(), l.acquire(), l.acquire(blocking=False)); 
for _ in range(3): l.release()
with l: print(type(l).__name__, type(l).__module__)
r=[]
def w():
    r.append(l.acquire(timeout=.1))
l.acquire(); t=threading.Thread(target=w); t.start(); t.join(); print(r)
try: l.release(); l.release()
except RuntimeError as e: print(e)
c=threading.Condition(l)
with c:
    with c: c.notify_all()
