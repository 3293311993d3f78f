# Pipes, select, flock, buffered files on files in Python, and repr, each in several threads. Native: the same lines.
import os, threading, time, select, io, fcntl, tempfile
r,w=os.pipe()
t=threading.Thread(target=lambda: print("read", os.read(r,100))); t.start(); time.sleep(.2); os.write(w,b"hello"); t.join()
# text files over pipes
r,w=os.pipe()
def prod():
    with os.fdopen(w,"w") as f:
        for i in range(3): print("line",i,file=f,flush=True); time.sleep(.1)
t=threading.Thread(target=prod); t.start()
with open(r) as f:
    for line in f: print(repr(line))
t.join()
# big write blocks
r,w=os.pipe(); n=0
def drain():
    global n
    while (d:=os.read(r, 10000)): n+=len(d)
t=threading.Thread(target=drain); t.start(); print(os.write(w, b"x"*200000)); os.close(w); t.join(); print(n)
os.close(r)
r,w=os.pipe(); os.close(r)
try: os.write(w,b"x")
except BrokenPipeError as e: print(type(e).__name__, e.strerror if isinstance(e, OSError) else e)
r,w=os.pipe(); os.set_blocking(r, False)
try: os.read(r,1)
except BlockingIOError as e: print(type(e).__name__, e.strerror if isinstance(e, OSError) else e)
t0=time.monotonic(); print(select.select([r],[],[],.5), round(time.monotonic()-t0,1))
threading.Timer(.3, os.write, (w,b"z")).start(); t0=time.monotonic()
print(len(select.select([r],[],[],5)[0]), round(time.monotonic()-t0,1), len(select.select([r],[w],[],5)[1]))
t0=time.monotonic(); select.select([],[],[],.5); print(round(time.monotonic()-t0,1))
import selectors
s=selectors.DefaultSelector(); s.register(r, selectors.EVENT_READ, "d"); print([k.data for k,_ in s.select(1)]); os.read(r,10); t0=time.monotonic(); print(s.select(1), round(time.monotonic()-t0,1)); s.close()
try: os.read(w,1)
except OSError as e: print(type(e).__name__, e.strerror if isinstance(e, OSError) else e)
for bad in (lambda: select.select([],[],[],-1), lambda: select.select(["x"],[],[]), lambda: select.select([-1],[],[]), lambda: os.read(999,1)):
    try: bad()
    except Exception as e: print(type(e).__name__)
path=tempfile.mktemp(); held=threading.Event(); order=[]
def hold():
    with open(path,"w") as f:
        fcntl.flock(f, fcntl.LOCK_EX); held.set(); time.sleep(.3); order.append("leaves")
def want():
    held.wait()
    with open(path,"a") as f:
        try: fcntl.flock(f, fcntl.LOCK_EX|fcntl.LOCK_NB)
        except BlockingIOError as e: order.append(type(e).__name__)
        fcntl.flock(f, fcntl.LOCK_EX); order.append("has")
ts=[threading.Thread(target=x) for x in (hold,want)]
for t in ts: t.start()
for t in ts: t.join()
print(order)
a=open(path); b=open(path); fcntl.flock(a,fcntl.LOCK_SH); fcntl.flock(b,fcntl.LOCK_SH|fcntl.LOCK_NB); print("shared")
c=os.open(path,os.O_RDWR)
try: fcntl.flock(c,fcntl.LOCK_EX|fcntl.LOCK_NB)
except OSError as e: print(type(e).__name__)
a.close(); fcntl.flock(b,fcntl.LOCK_UN); fcntl.flock(c,fcntl.LOCK_EX|fcntl.LOCK_NB); print("ex"); os.close(c); fcntl.flock(b,fcntl.LOCK_EX|fcntl.LOCK_NB); print("ex2")
class Slow(io.RawIOBase):
    def __init__(s): s.got=[]
    def writable(s): return True
    def write(s,b): time.sleep(.1); s.got.append(bytes(b)); return len(b)
raw=Slow(); bw=io.BufferedWriter(raw, 4)
def wr(i):
    for j in range(3): bw.write(b"%d%d__"%(i,j))
    bw.flush()
ts=[threading.Thread(target=wr,args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
bw.flush(); print(sorted(raw.got) == sorted(b"%d%d__"%(i,j) for i in range(3) for j in range(3)) or len(b"".join(raw.got)))
with open(path,"wb") as f: print(isinstance(f, io.BufferedWriter), type(f).__name__)
class R:
    def __repr__(s): time.sleep(.1); return "R"
l=[R()]; out=[]
ts=[threading.Thread(target=lambda: out.append(repr(l))) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(out)
import collections, dataclasses
@dataclasses.dataclass
class D: x: object
for v in (D(R()), collections.deque([R()]), {"a":R()}, collections.OrderedDict(a=R()), collections.UserList([R()])):
    out=[]
    ts=[threading.Thread(target=lambda: out.append(repr(v))) for _ in range(3)]
    for t in ts: t.start()
    for t in ts: t.join()
    print(out)
l.append(l); print(l)
try: open("nope")
except FileNotFoundError as e: print(type(e).__name__, e.strerror if isinstance(e, OSError) else e)
