# What a program sees of its stack, wherever it looks: frames, tracebacks, depths. Native (3.13): the same lines.
# Exit: 1
import inspect, sys, threading, traceback, logging, warnings, io, queue, atexit, signal, asyncio, contextlib, time
from concurrent.futures import ThreadPoolExecutor
def st(frame=None):
    frame = frame or sys._getframe(1)
    found = []
    while frame is not None:
        name = f"{frame.f_code.co_filename.rpartition('/')[2]}:{frame.f_code.co_name}"
        # An executor has more of its own since 3.14.
        if not name.startswith('thread.py'):
            found.append(name)
        frame = frame.f_back
    return found
def show(title, *a):
    print(title, *a, flush=True)
show('stack', len(inspect.stack()), st())
show('getframe', sys._getframe(0).f_code.co_name)
for n in range(1, 4):
    try: show(n, sys._getframe(n).f_code.co_name)
    except ValueError as e: show(n, e)
show('format_stack', len(traceback.format_stack()), len(traceback.extract_stack()))
show('walk', [f.f_code.co_name for f, _ in traceback.walk_stack(sys._getframe())])
s = io.StringIO(); traceback.print_stack(file=s); show('print_stack', s.getvalue().count('File'))
h = logging.StreamHandler(sys.stdout); logging.basicConfig(handlers=[h], format='%(funcName)s %(lineno)d %(message)s', force=True)
logging.warning('si', stack_info=False)
caught = []
keep = logging.Handler()
keep.emit = caught.append
logging.getLogger('kept').addHandler(keep)
logging.getLogger('kept').propagate = False
logging.getLogger('kept').warning('x', stack_info=True)
show('info', caught[0].stack_info.count('File'))
for n in range(1, 8):
    logging.warning('lvl', stacklevel=n)
def f(): logging.warning('in f', stacklevel=2)
f()
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    for n in range(1, 5): warnings.warn('x', stacklevel=n)
    show('warn', [(i.filename.rpartition('/')[2], i.lineno) for i in w])
def t():
    show('thread', st())
    show('insp', len(inspect.stack()))
    try: sys._getframe(5)
    except ValueError as e: show(e)
th = threading.Thread(target=t); th.start(); th.join()
class T(threading.Thread):
    def run(self): show('sub', st())
th = T(); th.start(); th.join()
import _thread
ev = threading.Event()
def raw(*a, **k): show('raw', st()); ev.set()
_thread.start_new_thread(raw, (1,), {'a': 2}); ev.wait(); time.sleep(.01)
h = _thread.start_joinable_thread(lambda: show('joinable', st())); h.join()
tm = threading.Timer(0, lambda: show('timer', st())); tm.start(); tm.join()
with ThreadPoolExecutor(1, initializer=lambda: show('init', st())) as e:
    show('pool', e.submit(st).result(), e.submit(lambda: st()).result())
    fu = e.submit(lambda: 1); fu.result()
    fu.add_done_callback(lambda f: show('cb', st()))
def hand(n, fr): show('sig', st(), st(fr))
signal.signal(signal.SIGUSR1, hand)
def raiser(): signal.raise_signal(signal.SIGUSR1)
raiser()
show('kill'); import os; os.kill(os.getpid(), signal.SIGUSR1); x = 1; x = 2
async def co():
    show('co', st())
    await asyncio.sleep(0)
    show('co2', st())
    await asyncio.create_task(co2())
    show('to_thread', await asyncio.to_thread(st))
    lp = asyncio.get_running_loop()
    fut = lp.create_future(); fut.add_done_callback(lambda f: show('acb', st())); fut.set_result(1)
    await fut
    fut = lp.create_future(); lp.call_later(.01, fut.set_result, 2); await fut
    show('tstack', [f.f_code.co_name for f in asyncio.current_task().get_stack()])
async def co2(): show('co2', st())
asyncio.run(co())
class L(threading.local):
    def __init__(self): show('local', st())
l = L()
def tl(): l.x = 1
th = threading.Thread(target=tl); th.start(); th.join()
class I:
    def __index__(self): show('index', st()); return 0
time.sleep(I())
class R(io.RawIOBase):
    def readable(self): return True
    def readinto(self, b): show('readinto', st()); return 0
io.BufferedReader(R()).read(3)
def q_empty():
    for q in (queue.SimpleQueue(), queue.Queue()):
        try: q.get_nowait()
        except queue.Empty as e: show('empty', [f.f_code.co_name for f, _ in traceback.walk_tb(e.__traceback__)])
        try: q.get(timeout=.01)
        except queue.Empty as e: show('empty', [f.f_code.co_name for f, _ in traceback.walk_tb(e.__traceback__)])
q_empty()
for what in ('threading.Lock().release()', 'threading.RLock().release()', 'threading.Lock().acquire(False, 1)', 'time.sleep(-1)', 'time.sleep("a")', 'threading.Condition().notify()', 'import nosuch', '__import__("nosuch")', 'input()', 'os.pipe().x', 'os.urandom(-1)', 'open("nosuch")', 'threading.Thread().join()', '_thread.start_new_thread(1, ())', 'threading.Semaphore(-1)', 'signal.signal(1000, 1)', 'asyncio.Future()', 'os.read(99, 1)', 'import importlib; importlib.import_module("nosuch")', 'import sqlite3; sqlite3.connect(":memory:").execute("x")', 'import select; select.select([99],[],[],0)', 'threading.local(1)', 'import random; random.seed([])', 'sys.stdout.write(1)', 'threading.stack_size(1)'):
    try: exec(what)
    except Exception as e:
        show(what, [fr.f_code.co_filename.rpartition('/')[2] + ':' + fr.f_code.co_name for fr, _ in traceback.walk_tb(e.__traceback__)])
        tb = e.__traceback__; n = 0; names = []
        while tb: names.append(tb.tb_frame.f_code.co_name); tb = tb.tb_next
        show('   chain', names)
def depth():
    n = 0
    def rec():
        nonlocal n
        n += 1
        rec()
    try: rec()
    except RecursionError as e: return n, len(list(traceback.walk_tb(e.__traceback__)))
show('depth', depth())
def td():
    show('tdepth', depth())
th = threading.Thread(target=td); th.start(); th.join()
def tr(frame, event, arg):
    if frame.f_code.co_name == 'traced': show('trace', event, st())
    return tr
def traced(): return 1
sys.settrace(tr); traced(); sys.settrace(None)
def pr(frame, event, arg):
    if frame.f_code.co_name == 'traced': show('prof', event, st())
sys.setprofile(pr); traced(); sys.setprofile(None)
def imp():
    import types
    with open('zmod.py', 'w') as f: f.write('import __main__\n__main__.show("mod", __main__.st())\n')
    sys.path.insert(0, '.')
    import zmod
    import importlib; importlib.reload(zmod)
imp()
exec('show("exec", st())'); eval('show("eval", st())')
show('map', list(map(lambda x: st(), [1])))
show('sorted', sorted([1], key=lambda x: show('key', st())))
class D:
    def __del__(self): show('del', st())
D()
import weakref
class W: pass
w = W(); r = weakref.ref(w, lambda r: show('wr', st())); del w
import runpy
show('runpy'); open('zrun.py', 'w').write('import __main__, sys\nprint("run", len(__import__("inspect").stack()))\n'); runpy.run_path('zrun.py')
def exh(a): show('texc', st(), [f.f_code.co_name for f, _ in traceback.walk_tb(a.exc_traceback)])
threading.excepthook = exh
th = threading.Thread(target=lambda: 1/0); th.start(); th.join()
def ee(*a): show('excepthook', st(), len(list(traceback.walk_tb(a[2]))))
sys.excepthook = ee
ev2 = threading.Event()
def waiter(): ev2.wait()
def qwaiter(): sq.get()
sq = queue.SimpleQueue()
lk = threading.Lock(); lk.acquire()
def lwaiter(): lk.acquire()
rl = threading.RLock(); rl.acquire()
def rwaiter(): rl.acquire()
def swaiter(): time.sleep(5)
ths = [threading.Thread(target=f, daemon=True, name=f.__name__) for f in (waiter, qwaiter, lwaiter, rwaiter, swaiter)]
for x in ths: x.start()
time.sleep(.2)
cf = sys._current_frames()
for x in ths: show(x.name, st(cf[x.ident]))
show('me', st(cf[threading.get_ident()]))
ev2.set(); sq.put(1); lk.release(); rl.release()
for x in ths[:4]: x.join()
atexit.register(lambda: show('atexit', st()))
threading._register_atexit(lambda: show('tatexit', st()))
1/0
