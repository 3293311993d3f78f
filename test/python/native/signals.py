# Signals that a program sends to itself: who is interrupted, and where the handler runs. Native: the same lines, ended by SIGTERM.
# Exit: 143
import _thread, threading, time, signal, os, sys
# 1 interrupt main in sleep loop
threading.Timer(1.0, _thread.interrupt_main).start()
try:
    while True: time.sleep(0.1)
except KeyboardInterrupt: print("interrupted")
# raise_signal in main
got=[]
signal.signal(signal.SIGUSR1, lambda n,f: got.append((n, threading.current_thread().name)))
signal.raise_signal(signal.SIGUSR1); print(got)
t=threading.Thread(target=lambda: signal.raise_signal(signal.SIGUSR1)); t.start(); t.join(); print(got)
# os.kill interrupts a lock wait, and waiting goes on
lock=threading.Lock(); lock.acquire()
threading.Timer(.5, lambda: os.kill(os.getpid(), signal.SIGUSR1)).start()
threading.Timer(1, lock.release).start()
t0=time.monotonic(); print(lock.acquire(), round(time.monotonic()-t0,1), len(got))
# handler raising breaks out
class Stop(Exception): pass
def h(n,f): raise Stop
signal.signal(signal.SIGUSR2, h)
threading.Timer(.5, lambda: os.kill(os.getpid(), signal.SIGUSR2)).start()
t0=time.monotonic()
try: time.sleep(100)
except Stop: print("stopped", round(time.monotonic()-t0,1))
ev=threading.Event()
threading.Timer(.5, lambda: os.kill(os.getpid(), signal.SIGUSR2)).start()
try: ev.wait()
except Stop: print("ev stopped")
t=threading.Thread(target=time.sleep,args=(3,)); t.start()
threading.Timer(.5, lambda: os.kill(os.getpid(), signal.SIGUSR2)).start()
try: t.join()
except Stop: print("join stopped", t.is_alive())
# alarm
fired=[]
signal.signal(signal.SIGALRM, lambda n,f: fired.append(round(time.monotonic()-t0,1)))
t0=time.monotonic(); print(signal.alarm(2), signal.alarm(1)); time.sleep(3); print(fired, round(time.monotonic()-t0,1))
t0=time.monotonic(); fired.clear(); signal.setitimer(signal.ITIMER_REAL, .5, .5); 
while len(fired)<3: signal.pause()
print(signal.setitimer(signal.ITIMER_REAL, 0)[1], fired)
def inthread():
    try: signal.signal(signal.SIGUSR1, signal.SIG_DFL)
    except ValueError as e: print(e)
t=threading.Thread(target=inthread); t.start(); t.join()
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGTERM))
for a in ((0,print),(1000,print),(signal.SIGUSR1,5),(signal.SIGKILL,print)):
    try: signal.signal(*a); print("ok")
    except Exception as e: print(type(e).__name__, e)
signal.signal(signal.SIGINT, signal.SIG_IGN); _thread.interrupt_main(); print("ignored")
signal.signal(signal.SIGINT, signal.SIG_DFL); _thread.interrupt_main(); print("default: nothing")
try: _thread.interrupt_main(1000)
except ValueError as e: print(e)
os.kill(os.getpid(), 0)
os.kill(os.getpid(), signal.SIGCHLD)
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN).__name__); os.kill(os.getpid(), signal.SIGUSR1)
from queue import Queue, Empty
signal.signal(signal.SIGUSR1, lambda *a: got.append("q"))
q=Queue(); threading.Timer(.3, lambda: os.kill(os.getpid(), signal.SIGUSR1)).start(); t0=time.monotonic()
try: q.get(timeout=1)
except Empty: print("empty", round(time.monotonic()-t0,1), got[-1])
print("end")
os.kill(os.getpid(), signal.SIGTERM)
print("never")
