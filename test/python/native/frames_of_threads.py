# The stacks of all threads, as sys._current_frames and faulthandler give them. Native: the same lines.
import faulthandler, sys, threading, time, traceback, io
ready = threading.Event(); go = threading.Event()
def waits_here(n):
    secret = n
    with lock: pass
    ready.set(); go.wait()
lock=threading.Lock()
ts = [threading.Thread(target=waits_here, name="waiter%d"%i, args=(i,)) for i in range(3)]
lock.acquire()
for t in ts: t.start()
time.sleep(.1)
frames = sys._current_frames()
names = {th.ident: th.name for th in threading.enumerate()}
for ident, frame in sorted(frames.items(), key=lambda p: names[p[0]]):
    print(names[ident], any("waits_here" in line for line in traceback.format_stack(frame)))
    f=frame
    while f: 
        if "secret" in f.f_locals: print("secret", f.f_locals["secret"], f.f_code.co_name, f.f_back is not None)
        f=f.f_back
lock.release(); ready.wait(); time.sleep(.1)
import tempfile
with tempfile.TemporaryFile("w+") as f:
    faulthandler.dump_traceback(file=f, all_threads=True); f.seek(0); text=f.read()
print(text.count("waits_here"), text.count("Current thread"), text.count("Thread 0x"))
faulthandler.dump_traceback(file=sys.stderr, all_threads=True)
print(len(frames))
faulthandler.enable(); print(faulthandler.is_enabled())
faulthandler.dump_traceback_later(5); faulthandler.cancel_dump_traceback_later()
go.set()
for t in ts: t.join()
print(len(sys._current_frames()))
print("end")
