# A loop that does nothing is interrupted inside of its try, by a signal or by the timer. Native: the same lines.
# Fair schedules only.
import _thread, threading, time, signal, os
def run(f):
    threading.Timer(.2, f).start()
    try:
        while True: pass
    except KeyboardInterrupt: print("ki")
    finally: print("fin")
    threading.Timer(.2, f).start()
    try:
        while True:
            pass
    except KeyboardInterrupt: print("ki2")
    n = 0
    threading.Timer(.2, f).start()
    try:
        while True: n += 1
    except KeyboardInterrupt: print("ki3", n > 10)
run(_thread.interrupt_main)
run(lambda: os.kill(os.getpid(), signal.SIGINT))
got=[]
signal.signal(signal.SIGALRM, lambda *a: got.append(1))
signal.setitimer(signal.ITIMER_REAL, .2)
while not got: pass
print("alarm")
