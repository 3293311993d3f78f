# What functions and classes that are in C say of wrong arguments, and how they look. Native (3.14): the same lines.
import _thread, asyncio, copy, os, queue, re, select, signal, sqlite3, threading, time
def says(call, *args, **options):
    try: print(re.sub("0x[0-9a-f]+", "0x", f"{call(*args, **options)}"))
    except Exception as error: print(type(error).__name__, error)
class Index:
    def __index__(self): return 0
class Mine(type(threading.RLock())): pass
async def main():
    loop = asyncio.get_running_loop()
    def done(): future = loop.create_future(); future.set_result(1); return future
    says(done().result, 1); says(done().set_result); says(loop.create_future().set_result, 1, 2); says(done().cancel, foo=1)
    says(done().add_done_callback); says(asyncio.get_running_loop, 1); says(setattr, asyncio.Future, "x", 1); says(copy.copy, done())
    print(re.sub("0x[0-9a-f]+", "0x", repr(done().cancel)))
for make in threading.Lock, threading.RLock:
    says(make().acquire, 1, 2, 3); says(make().acquire, foo=1); says(make().acquire, True, "x"); says(make().acquire, True, None)
    says(make().release, 1); says(make().locked, foo=1); says(type(make()).acquire); says(lambda: make() + 1); says(lambda: make().nope)
    says(copy.copy, make()); says(setattr, type(make()), "x", 1); says(make().acquire, True, Index()); says(make().acquire, True, blocking=1)
    says(lambda: make().acquire); says(lambda: make().release)
print(re.sub("0x[0-9a-f]+", "0x", f"{Mine().acquire} {threading.Event().wait}"))
says(_thread.start_new_thread); says(_thread.start_new_thread, print, (), {}, 1); says(_thread.exit, 1); says(_thread.stack_size, "x")
says(_thread.get_ident, 1); says(_thread.interrupt_main, 0); says(threading.excepthook, 1); says(copy.copy, threading.local())
says(queue.SimpleQueue, 1); says(queue.SimpleQueue().put); says(queue.SimpleQueue().get, True, "x"); says(queue.SimpleQueue().get, foo=1)
says(time.sleep); says(time.sleep, 1, 2); says(time.sleep, seconds=1); says(time.sleep, "x"); says(time.sleep, Index()); says(time.monotonic, 1)
says(time.get_clock_info, None); says(os.umask); says(os.umask, "x"); says(os.umask, 10**30); says(os.read, [], 1); says(os.pipe, 1)
says(os._exit, 10**30); says(os._exit, None); says(os.urandom, "x"); says(os.set_inheritable, 999, True); says(os.strerror, "x")
says(signal.raise_signal, 0); says(signal.raise_signal, 99); says(signal.raise_signal, signalnum=14); says(signal.signal, 32, print)
says(signal.setitimer, 0); says(signal.setitimer, 7, 0); says(signal.setitimer, 0, -1); says(signal.setitimer, 0, float("nan")); says(signal.alarm)
signal.setitimer(0, 5, 0.1234567); print(signal.getitimer(0)[1]); signal.setitimer(0, 0)
says(select.select); says(select.select, [], [], [], "x"); says(select.select, [-1], [], [], 0); says(select.poll().poll, "x"); says(select.poll().register)
says(sqlite3.connect); con = sqlite3.connect(":memory:"); says(con.commit, 1); says(con.execute); says(con.cursor().execute); says(con.execute, foo=1)
asyncio.run(main())
# A program's own class of the same name keeps Python's words.
class lock:
    def acquire(self): pass
says(lock().acquire, 1)
# Whatever a program has bound says itself.
class Odd:
    def __getattr__(self, name):
        if name == "__qualname__": return []
        raise AttributeError(name)
    def __call__(self, _): return 7
    def __repr__(self): return "Odd()"
import types
odd = types.MethodType(Odd(), 5); print(odd, odd())
