# A function that is in C is no method, as an attribute of a class. Native: the same lines.
import time, os, io, signal, threading, _thread, select, sys
class A:
    sleep = time.sleep; clock = time.monotonic; now = time.time; read = os.read; opened = open; iopen = io.open; kill = os.kill; raise_ = signal.raise_signal; ident = threading.get_ident; sel = select.select; perf=time.perf_counter_ns
a=A()
a.sleep(.5); print(a.clock() > 0, a.now()>0, a.ident()==threading.get_ident(), a.sel([],[],[],0), a.perf()>0)
with a.opened(__file__) as f: print(f.readline().strip())
a.kill(os.getpid(),0)
t=threading.Thread(target=time.sleep,args=(.1,)); print(t.name); t.start(); t.join()
from functools import partial
partial(time.sleep)(0.1); print(time.sleep.__name__, open.__name__, callable(time.sleep))
_thread.start_new_thread(time.sleep,(0,)); time.sleep(.1)
from unittest import mock
with mock.patch("time.sleep") as m: time.sleep(5); print(m.call_args)
import inspect
print(inspect.signature(open).parameters["mode"])
print(list(map(time.sleep,[0,0])))
