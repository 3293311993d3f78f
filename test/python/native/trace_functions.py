# sys.settrace, sys.setprofile, threading's forms of them, trace and bdb, on the program's own frames. Native: the same lines.
import sys, threading, time
log=[]
def tracer(frame, event, arg):
    if frame.f_code.co_name not in ("fib","gen","boom","catch","outer"): return None
    log.append((threading.current_thread().name, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, event, arg if event=="return" else (arg and arg[0].__name__)))
    return tracer
def fib(n):
    return n if n<2 else fib(n-1)+fib(n-2)
def gen():
    yield 1
    yield 2
def boom():
    raise KeyError(1)
def catch():
    try:
        boom()
    except KeyError:
        return "caught"
def outer():
    for x in gen():
        y = x
    catch()
    return fib(3)
sys.settrace(tracer)
outer()
sys.settrace(None)
outer()
for l in log: print(l)
print(len(log), sys.gettrace())
log.clear()
threading.settrace(tracer)
ts=[threading.Thread(target=outer,name="t%d"%i) for i in range(2)]
for t in ts: t.start()
for t in ts: t.join()
threading.settrace(None)
print(len(log), sorted({l[0] for l in log}))
t=threading.Thread(target=outer); t.start(); t.join(); print(len(log))
prof=[]
def profiler(frame,event,arg):
    if frame.f_code.co_name in ("fib","work"): prof.append((frame.f_code.co_name,event,getattr(arg,"__name__",None)))
def work():
    l=[]; l.append(1); len(l)
    try: int("x")
    except ValueError: pass
    return fib(2)
sys.setprofile(profiler); work(); sys.setprofile(None)
for p in prof: print(p)
n=len(prof); threading.setprofile(profiler); t=threading.Thread(target=work); t.start(); t.join(); threading.setprofile(None); print(len(prof)==2*n)
def bad(frame,event,arg): raise ZeroDivisionError
sys.settrace(bad)
try: fib(1)
except ZeroDivisionError: print("zde", sys.gettrace())
import bdb, trace as tr
t=tr.Trace(count=1, trace=0, countfuncs=0); t.runfunc(fib, 5); print(sorted(v for (f,l),v in t.results().counts.items() if f.endswith("trace_functions.py")))
class D(bdb.Bdb):
    def user_line(self, frame): print("line", frame.f_lineno, frame.f_code.co_name) if frame.f_code.co_filename.endswith("trace_functions.py") else None; self.set_step()
    def user_return(self, frame, v): print("ret", frame.f_code.co_name, v)
D().runcall(catch)
t=threading.Thread(target=lambda: sys.settrace(tracer)); t.start(); t.join(); print(sys.gettrace())
threading.settrace_all_threads(tracer); print(sys.gettrace() is tracer, threading.gettrace() is tracer)
sys.settrace(None)
