# Context variables, decimal contexts and exceptions, each thread its own. Native: the same lines.
import decimal, threading, contextvars, time, asyncio
from concurrent.futures import ThreadPoolExecutor
D = decimal.Decimal
v = contextvars.ContextVar("v", default="d")
v.set("main")
def see(): return v.get()
with ThreadPoolExecutor(2) as p: print(p.submit(see).result(), p.submit(contextvars.copy_context().run, see).result())
ctx = contextvars.copy_context()
def enter():
    def inside(): time.sleep(.1); return v.get()
    return ctx.run(inside)
res = []
def run():
    try: res.append(enter())
    except RuntimeError as e: res.append(str(e).split(":")[0])
ts = [threading.Thread(target=run) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(res))
tok = v.set("x")
def other():
    try: v.reset(tok)
    except ValueError as e: print(str(e).split("<")[0], "different Context" in str(e))
t = threading.Thread(target=other); t.start(); t.join()
v.reset(tok); print(v.get())
try: v.reset(tok)
except RuntimeError as e: print("once" in str(e))
with decimal.localcontext() as c:
    c.prec = 3
    def w(): return D(1)/D(7)
    with ThreadPoolExecutor(1) as p: print(p.submit(w).result(), w())
decimal.setcontext(decimal.ExtendedContext)
def w5(): c = decimal.getcontext(); c.prec = 4; time.sleep(.05); c2 = decimal.getcontext(); return c2.prec, c is c2
with ThreadPoolExecutor(3) as p: print([f.result() for f in [p.submit(w5) for _ in range(3)]], decimal.getcontext().prec)
c = decimal.Context(prec=2); decimal.setcontext(c)
def trap():
    try: return D(1)/D(0)
    except decimal.DivisionByZero as e: return "trap"
with ThreadPoolExecutor(1) as p: print(p.submit(trap).result())
decimal.getcontext().traps[decimal.DivisionByZero] = False
print(D(1)/D(0), decimal.getcontext().flags[decimal.DivisionByZero])
async def co():
    decimal.getcontext().prec = 6; await asyncio.sleep(.01); return D(1)/3
async def main():
    r = await asyncio.gather(co(), asyncio.to_thread(lambda: D(1)/3), co()); print(r, D(1)/3)
asyncio.run(main())
# exception state per thread
import sys
def exc(n):
    try: raise ValueError(n)
    except ValueError: time.sleep(.05); return sys.exc_info()[1].args[0], sys.exception().args[0]
with ThreadPoolExecutor(3) as p: print(list(p.map(exc, range(3))))
