# A traceback and a stack have the program's frames and the library's, and no others. Native: the same lines.
import threading, traceback, time, sys, inspect, logging, queue, os, sqlite3
def f():
    try: threading.Lock().release()
    except RuntimeError: print(traceback.format_exc().replace(__file__,"F"))
    for call in (lambda: time.sleep(-1), lambda: threading.Lock().acquire(timeout=-5), lambda: os.read(os.pipe()[1],1), lambda: threading.current_thread().join()):
        try: call()
        except Exception as e: print(len(traceback.extract_tb(e.__traceback__)), traceback.extract_tb(e.__traceback__)[-1].name)
    print([s.name for s in traceback.extract_stack()])
    print([s.name for s, _ in zip(traceback.extract_stack(), range(9))])
f()
t=threading.Thread(target=lambda: print([s.name for s in traceback.extract_stack()])); t.start(); t.join()
