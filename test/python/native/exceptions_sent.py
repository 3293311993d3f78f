# PyThreadState_SetAsyncExc, called through ctypes. Native: the same lines.
# Fair schedules only.
import ctypes, threading, time
class Stop(Exception): pass
state=[]
def work():
    try:
        while True: time.sleep(.1); state.append(1)
    except Stop: print("stopped", len(state) > 3)
t=threading.Thread(target=work); t.start(); time.sleep(1.05)
print(ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_long(t.ident), ctypes.py_object(Stop)))
t.join(); print(ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(999999), ctypes.py_object(Stop)))
def spin():
    try:
        while True: pass
    except SystemExit: print("spin ended"); raise
t=threading.Thread(target=spin,daemon=True); t.start(); time.sleep(.1)
f=ctypes.pythonapi.PyThreadState_SetAsyncExc; f.argtypes=(ctypes.c_ulong, ctypes.py_object); sent = f(t.ident, SystemExit); t.join(); print(sent, "end")
