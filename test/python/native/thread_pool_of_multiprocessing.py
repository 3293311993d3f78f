# Pools of threads as multiprocessing has them: every way to hand in work, errors, the end of a pool. Native: the same lines.
import time, threading, os
from multiprocessing.pool import ThreadPool
from multiprocessing.dummy import Pool, Process, Queue, Lock, current_process, active_children, Pipe, Event, Manager
import multiprocessing.dummy as md
def sq(x): time.sleep(0.01*(5-x)); return x*x
def fail(x): raise ValueError(x)
with ThreadPool(3) as p:
    print(p.map(sq, range(5)), p.imap(sq, range(5)).next(), sorted(p.imap_unordered(sq, range(5))), p.starmap(pow,[(2,3),(3,2)]))
    r = p.map_async(sq, range(5), callback=lambda v: print("cb", v)); print(r.get(), r.ready(), r.successful())
    r = p.apply_async(fail,(7,), error_callback=lambda e: print("err", repr(e)))
    try: r.get(2)
    except ValueError as e: print("raised", e)
    r = p.apply_async(time.sleep,(5,))
    try: r.get(timeout=1)
    except Exception as e: print(type(e).__name__)
    try: print(list(p.imap(fail, range(3))))
    except ValueError as e: print("imap", e)
    print(p.apply(sq,(2,)))
print(p)
try: p.apply(sq,(1,))
except ValueError as e: print(e)
p = Pool(2, initializer=lambda x: print("init", x), initargs=(1,))
print(p.map(sq, range(4), chunksize=2)); p.close(); p.join()
q=Queue(); pr=Process(target=lambda: q.put("hi")); pr.start(); pr.join(); print(q.get(), pr.exitcode)
a,b=Pipe(); a.send([1,2]); print(b.recv(), b.poll(0.01))
m = Manager()
print(md.Value("i", 3).value, md.Array("i",[1,2]))
try:
    ThreadPool(0)
except ValueError as e: print(e)
p = ThreadPool(2); p.apply_async(time.sleep, (1,)); p.terminate(); p.join(); print("terminated", threading.active_count())
print("end")
