# Tracebacks of whatever raises: tasks, pools, locks, queues, imports, handlers of signals. Native (3.13): the same lines.
import asyncio, contextlib, io, queue, runpy, sys, threading, traceback, concurrent.futures as cf, time, warnings, os, signal, weakref, logging, _thread, functools, inspect
def chain(e):
    return [f"{f.f_code.co_filename.rpartition('/')[2]}:{f.f_code.co_name}" for f, _ in traceback.walk_tb(e.__traceback__) if not f.f_code.co_filename.endswith('thread.py')]
def show(*a): print(*a, flush=True)
def boom(): raise ValueError('boom')
async def aboom(): await asyncio.sleep(0); boom()
async def via(x): await x
async def main():
    for name, make in {
        'await': lambda: aboom(),
        'task': lambda: asyncio.create_task(aboom()),
        'via task': lambda: via(asyncio.create_task(aboom())),
        'gather': lambda: asyncio.gather(aboom(), asyncio.sleep(0)),
        'wait_for': lambda: asyncio.wait_for(aboom(), 1),
        'wait_for late': lambda: asyncio.wait_for(asyncio.sleep(5), .01),
        'shield': lambda: asyncio.shield(aboom()),
        'to_thread': lambda: asyncio.to_thread(boom),
        'executor': lambda: asyncio.get_running_loop().run_in_executor(None, boom),
        'wrap': lambda: asyncio.wrap_future(cf.ThreadPoolExecutor(1).submit(boom)),
    }.items():
        try: await make()
        except BaseException as e:
            show(name, type(e).__name__, chain(e))
            if e.__context__: show('   ctx', type(e.__context__).__name__, chain(e.__context__))
            if e.__cause__: show('   cause', type(e.__cause__).__name__, chain(e.__cause__))
    try:
        async with asyncio.timeout(.01): await asyncio.sleep(1)
    except TimeoutError as e: show('timeout', chain(e), type(e.__cause__).__name__, chain(e.__cause__))
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(aboom()); g.create_task(asyncio.sleep(1))
    except* ValueError as e: show('group', chain(e)[:2], [chain(x) for x in e.exceptions])
    t = asyncio.create_task(asyncio.sleep(1)); await asyncio.sleep(0); t.cancel('why')
    try: await t
    except asyncio.CancelledError as e: show('cancel', e.args, chain(e))
    t = asyncio.create_task(aboom()); await asyncio.wait([t]); show('exc', chain(t.exception()))
    try: t.result()
    except ValueError as e: show('result', chain(e))
    f = asyncio.get_running_loop().create_future(); f.set_exception(KeyError(1))
    try: await f
    except KeyError as e: show('fut', chain(e))
    try: f.set_result(1)
    except asyncio.InvalidStateError as e: show('inv', e, chain(e))
    try: asyncio.get_running_loop().create_future().result()
    except asyncio.InvalidStateError as e: show('inv', e, chain(e))
    q = asyncio.Queue()
    try: q.get_nowait()
    except asyncio.QueueEmpty as e: show('aq', chain(e))
    async with asyncio.Lock() as l: pass
    try: asyncio.Lock().release()
    except RuntimeError as e: show('al', e, chain(e))
    async def gen():
        try: yield 1
        finally: show('agen', [f.function for f in inspect.stack()][:2])
    async for x in gen(): break
    ev = asyncio.Event(); asyncio.get_running_loop().call_soon(ev.set); await ev.wait()
    s = io.StringIO(); t = asyncio.current_task(); t.print_stack(file=s); show(s.getvalue().count('File'))
    h = []
    asyncio.get_running_loop().set_exception_handler(lambda l, c: h.append((c['message'][:28], chain(c['exception']) if 'exception' in c else None)))
    asyncio.get_running_loop().call_soon(boom); await asyncio.sleep(.01); show(h)
    async def reader():
        return [f.function for f in inspect.stack()]
    show(await reader(), await asyncio.create_task(reader()))
    def cb(): show('cb', [f.function for f in inspect.stack()])
    asyncio.get_running_loop().call_later(.01, cb); await asyncio.sleep(.02)
asyncio.run(main())
with cf.ThreadPoolExecutor(2) as ex:
    f = ex.submit(boom)
    try: f.result()
    except ValueError as e: show('cf', chain(e)); e.add_note('n'); show(traceback.format_exception(e)[-1], e.__notes__)
    try: list(ex.map(lambda x: 1 / x, [1, 0]))
    except ZeroDivisionError as e: show('map', chain(e))
    try: ex.submit(time.sleep, .3).result(timeout=.01)
    except TimeoutError as e: show('to', chain(e))
    def nested(): return ex.submit(boom).result()
    try: ex.submit(nested).result()
    except ValueError as e: show('nest', chain(e))
    try: next(cf.as_completed([ex.submit(time.sleep, .3)], timeout=.01))
    except TimeoutError as e: show('ac', e, chain(e))
try: ex.submit(boom)
except RuntimeError as e: show(e, chain(e))
def init(): raise OSError('no')
logging.disable(logging.CRITICAL)
with cf.ThreadPoolExecutor(1, initializer=init) as ex:
    f = ex.submit(boom)
    try: f.result()
    except cf.BrokenExecutor as e: show('broken', e, chain(e))
logging.disable(logging.NOTSET)
b = threading.Barrier(2)
def bar():
    try: b.wait(.05)
    except threading.BrokenBarrierError as e: show('bar', chain(e))
t = threading.Thread(target=bar); t.start(); t.join()
c = threading.Condition()
try: c.wait()
except RuntimeError as e: show(e, chain(e))
try: c.notify()
except RuntimeError as e: show(e, chain(e))
try: threading.BoundedSemaphore(1).release()
except ValueError as e: show(e, chain(e))
r = threading.RLock()
try: r.release()
except RuntimeError as e: show(e, chain(e))
def rr():
    try: r.release()
    except RuntimeError as e: show(e, chain(e))
r.acquire(); t = threading.Thread(target=rr); t.start(); t.join(); r.release()
try: r.acquire(False, 1)
except ValueError as e: show(e, chain(e))
try: r.__exit__(None, None, None)
except RuntimeError as e: show(e, chain(e))
q = queue.Queue(1); q.put(1)
try: q.put(1, timeout=.01)
except queue.Full as e: show('full', chain(e))
try: q.put_nowait(1)
except queue.Full as e: show('full', chain(e))
q.shutdown(immediate=True)
try: q.get()
except queue.ShutDown as e: show('sd', chain(e))
try: q.task_done(); q.task_done()
except ValueError as e: show(e, chain(e))
try: queue.Queue().get(timeout=-1)
except ValueError as e: show(e, chain(e))
try: queue.SimpleQueue().get(timeout=-1)
except ValueError as e: show(e, chain(e))
try: exec('def g():\n  return h()\ndef h(): 1/0\ng()')
except ZeroDivisionError as e: show('exec', chain(e))
open('zx.py', 'w').write('def f():\n    raise KeyError\nf()\n')
sys.path.insert(0, '.')
try: import zx
except KeyError as e: show('import', chain(e))
try: runpy.run_path('zx.py')
except KeyError as e: show('runpy', chain(e))
try: runpy.run_module('zx')
except KeyError as e: show('runmod', chain(e))
try: __import__('zx')
except KeyError as e: show('__import__', chain(e))
import importlib
try: importlib.import_module('zx')
except KeyError as e: show('import_module', chain(e))
open('zy.py', 'w').write('from nosuch import x\n')
try: import zy
except ImportError as e: show('from', chain(e), e.name)
open('zs.py', 'w').write('def (:\n')
try: import zs
except SyntaxError as e: show('syntax', chain(e))
try: from os import nosuch
except ImportError as e: show('fromname', chain(e))
class CM:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): show('exit', t and t.__name__, tb and chain(v)); return True
with CM(): boom()
lock = threading.Lock()
try:
    with lock: boom()
except ValueError as e: show('with lock', chain(e), lock.locked())
try:
    with r: boom()
except ValueError as e: show('with rlock', chain(e))
try:
    try: boom()
    except ValueError as e: raise KeyError('k') from e
except KeyError as e: show('cause', chain(e), chain(e.__cause__))
def g():
    try: yield 1
    except ValueError as e: show('gen', chain(e)); raise
x = g(); next(x)
try: x.throw(ValueError('t'))
except ValueError as e: show('throw', chain(e))
try: sorted([1, 2], key=lambda v: boom())
except ValueError as e: show('key', chain(e))
class D:
    def __del__(self): boom()
sys.unraisablehook = lambda a: show('unraisable', chain(a.exc_value))
D()
w = D.__new__(type('E', (), {})); ref = weakref.ref(w, lambda r: boom()); del w
threading.excepthook = lambda a: show('hook', chain(a.exc_value))
t = threading.Thread(target=boom); t.start(); t.join()
_thread.start_new_thread(boom, ()); time.sleep(.01)
t = threading.Timer(.01, boom); t.start(); t.join()
def h(n, f): raise InterruptedError('sig')
signal.signal(signal.SIGUSR1, h)
def kills(): signal.raise_signal(signal.SIGUSR1)
try: kills()
except InterruptedError as e: show('sig', chain(e))
def sleeps():
    threading.Timer(.05, lambda: os.kill(os.getpid(), signal.SIGUSR1)).start()
    time.sleep(1)
try: sleeps()
except InterruptedError as e: show('sig', chain(e))
def waits():
    threading.Timer(.05, lambda: os.kill(os.getpid(), signal.SIGUSR1)).start()
    threading.Event().wait(1)
try: waits()
except InterruptedError as e: show('sig', chain(e)[:3], len(chain(e)))
def joins():
    t = threading.Thread(target=time.sleep, args=(.2,)); t.start()
    threading.Timer(.05, lambda: os.kill(os.getpid(), signal.SIGUSR1)).start()
    t.join()
try: joins()
except InterruptedError as e: show('sig', chain(e))
def locks():
    l = threading.Lock(); l.acquire()
    threading.Timer(.05, lambda: os.kill(os.getpid(), signal.SIGUSR1)).start()
    l.acquire()
try: locks()
except InterruptedError as e: show('sig', chain(e))
def rlocks():
    l = threading.RLock(); t = threading.Thread(target=lambda: (l.acquire(), time.sleep(.2), l.release())); t.start(); time.sleep(.01)
    threading.Timer(.05, lambda: os.kill(os.getpid(), signal.SIGUSR1)).start()
    l.acquire()
try: rlocks()
except InterruptedError as e: show('sig', chain(e))
def gets():
    threading.Timer(.05, lambda: os.kill(os.getpid(), signal.SIGUSR1)).start()
    queue.SimpleQueue().get(timeout=1)
try: gets()
except InterruptedError as e: show('sig', chain(e))
def th(f, a):
    def rec(n): return rec(n + 1)
    try: rec(0)
    except RecursionError as e: show('rec', len(chain(e)), str(e)[:34])
t = threading.Thread(target=th, args=(1, 2)); t.start(); t.join()
sys.setrecursionlimit(60)
def rec(n):
    try: return rec(n + 1)
    except RecursionError: return n
show('r60', rec(0))
def inthread(): show('rt', rec(0))
t = threading.Thread(target=inthread); t.start(); t.join()
with cf.ThreadPoolExecutor(1) as e: show('rp', e.submit(rec, 0).result() in (52, 53, 54, 51))
show('rmap', list(map(rec, [0])), sorted([0], key=rec), functools.partial(rec, 0)())
async def arec(n):
    try: return await arec(n + 1)
    except RecursionError: return n
async def am(): return await arec(0)
sys.setrecursionlimit(1000)
async def am():
    sys.setrecursionlimit(100)
    n = await arec(0); sys.setrecursionlimit(1000)
    return n
show('arec', asyncio.run(am()))
warnings.simplefilter('always')
warnings.showwarning = lambda m, c, f, l, *a: show('w', f.rpartition('/')[2], l if f.endswith('c.py') else 0)
def wa(n): warnings.warn('z', stacklevel=n)
for n in 1, 2, 3: wa(n)
t = threading.Thread(target=wa, args=(2,)); t.start(); t.join()
print(inspect.currentframe().f_back, inspect.getouterframes(inspect.currentframe())[0].function, len(inspect.getouterframes(inspect.currentframe())))
print([f.function for f in inspect.trace()])
try: boom()
except ValueError: print([f.function for f in inspect.trace()], sys.exc_info()[2].tb_frame.f_code.co_name)
print(sys._getframemodulename(0), sys._getframemodulename(1))
