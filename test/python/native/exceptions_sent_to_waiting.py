# PyThreadState_SetAsyncExc for oneself, and for threads that wait: raised where the call is over. Native (3.13): the same lines.
# Fair schedules only.
import ctypes, threading, time, traceback
class Stop(Exception): pass
def send(ident): return ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), ctypes.py_object(Stop))
def oneself():
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(threading.get_ident()), ctypes.py_object(Stop))
    print("never")
try: oneself()
except Stop as error: print("stopped", traceback.extract_tb(error.__traceback__)[1].name)
lock, event, ends = threading.Lock(), threading.Event(), threading.Thread(target=time.sleep, args=(3,))
lock.acquire(); ends.start()
def waits(wait, done):
    try: wait(); print("goes on")
    except Stop: print("stopped in", done)
    for _ in range(1000): pass
for name, wait, end in (("event", event.wait, event.set), ("lock", lock.acquire, lock.release), ("sleep", lambda: time.sleep(1), lambda: None), ("join", ends.join, lambda: None)):
    thread = threading.Thread(target=waits, args=(wait, name)); thread.start(); time.sleep(.1)
    print(send(thread.ident)); thread.join(.2); print(thread.is_alive()); end(); thread.join()
