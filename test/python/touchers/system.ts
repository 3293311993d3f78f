import { touching } from './touching.ts';

/** Programs that change their streams, hooks, clocks, limits and types. */
export const SYSTEM: Readonly<Record<string, string>> = {
  'names of fd and of files': `import os
r, w = os.pipe(); f = open("a.txt", "w")
print(r, w, f.fileno(), os.listdir("."), os.stat("a.txt").st_ino > 0)
os.dup2(w, 40); os.set_blocking(r, False)
print(os.get_blocking(r), os.get_inheritable(r))`,
  'standard streams that were replaced': `import sys, io, os
print(sys.stdout.line_buffering, sys.stdout.encoding, sys.stderr.errors, sys.stdin.encoding, sys.stdout.name)
sys.stdout.reconfigure(encoding="ascii", errors="replace", line_buffering=False)
print("ä")
sys.stderr = io.StringIO()
print("lost", file=sys.stderr)
sys.stdin = io.StringIO("mine")
print(input())
sys.stdout = sys.__stdout__ = None`,
  'a standard stream that was closed': `import sys, os
print("before")
sys.stderr.close()
os.close(2)
sys.stdout.detach()`,
  'what the modules of time keep': touching(
    'import time, datetime, calendar, os',
    'time.tzname, time.timezone, time.localtime(0).tm_hour, calendar.firstweekday(), time.strftime("%Z")',
    'os.environ["TZ"] = "XYZ-3"\ntime.tzset()\ncalendar.setfirstweekday(6)',
  ),
  'limits of the process': touching(
    'import resource, os',
    'resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 0, os.getpid() > 0, os.nice(0) if False else 0',
    '',
  ),
  'signals that are blocked': touching(
    'import signal',
    'signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGUSR1) is signal.SIG_DFL, signal.getsignal(signal.SIGTERM)',
    'signal.signal(signal.SIGINT, signal.SIG_IGN)\nsignal.signal(signal.SIGUSR1, lambda *a: print("got"))\nsignal.raise_signal(signal.SIGUSR1)',
  ),
  'a timer of signals': `import signal, time
print(signal.getitimer(signal.ITIMER_REAL))
signal.signal(signal.SIGALRM, lambda *a: print("alarm"))
signal.setitimer(signal.ITIMER_REAL, 0.5, 0.5)
time.sleep(0.7)
print(signal.alarm(100) > 0)`,
  'the peak of tracemalloc': touching(
    'import tracemalloc',
    'tracemalloc.is_tracing(), tracemalloc.get_traceback_limit(), tracemalloc.get_traced_memory()[0] > 0',
    'tracemalloc.start(5)\nx = [object() for _ in range(100)]',
  ),
  'faulthandler that was enabled': touching(
    'import faulthandler',
    'faulthandler.is_enabled()',
    'faulthandler.enable()\nfaulthandler.dump_traceback_later(1000)',
  ),
  'hooks of threading': touching(
    'import threading',
    'threading.gettrace() is None, threading.getprofile() is None, threading.excepthook is threading.__excepthook__, threading._start_joinable_thread.__name__, threading.TIMEOUT_MAX > 1',
    'threading.settrace(lambda *a: None)\nthreading.setprofile(lambda *a: None)\nthreading.excepthook = print\nthreading.TIMEOUT_MAX = 3',
  ),
  'counters in threading': `import threading
print(threading.Thread().name, threading.Timer(1, print).name, threading.Barrier(1).n_waiting, threading._newname("X-%d"))
def dummy(): print(threading.current_thread().name)
import _thread, time
_thread.start_new_thread(dummy, ()); time.sleep(.1)
threading.main_thread().name = "mine"
print(threading.current_thread().name)`,
  'a replaced class of threading': touching(
    'import threading, queue, concurrent.futures',
    'threading.Lock is threading._allocate_lock, threading.Event.__name__, queue.Queue.__name__, concurrent.futures.ThreadPoolExecutor.__name__, concurrent.futures.ThreadPoolExecutor._counter is not None',
    'class E(threading.Event): pass\nthreading.Event = E\nqueue.Queue = dict\nconcurrent.futures.ThreadPoolExecutor = list',
  ),
  'a method of threading that was patched': `import threading
old = threading.Thread.run
def run(self):
    print("patched")
    old(self)
threading.Thread.start.__doc__ = "mine"
threading.Thread.run = run
t = threading.Thread(target=print, args=(1,)); t.start(); t.join()`,
  'a method of a pool that was patched': `import concurrent.futures as c, queue
print(c.Future.result.__name__, queue.Queue.get.__name__)
get = queue.Queue.get
def mine(self, *a, **k):
    print("get")
    return get(self, *a, **k)
queue.Queue.get = mine
q = queue.Queue(); q.put(1); print(q.get())
c.Future.result = lambda self, timeout=None: "mine"
with c.ThreadPoolExecutor(1) as p: print(p.submit(pow, 2, 3).result())`,
  'the class __build_class__ and __import__': `import builtins
own = builtins.__import__
def spy(name, *a, **k):
    print("import", name)
    return own(name, *a, **k)
builtins.__import__ = spy
import string
builtins.__build_class__ = lambda f, n, *b, **k: n
class A: pass
print(A)`,
  'builtins that were deleted': `import builtins
print(sorted([3, 1]), abs(-1))
del builtins.sorted
try: sorted([1])
except NameError as e: print(e)
builtins.abs = lambda x: "mine"
builtins.open = None
print(abs(-1))`,
  'print and input replaced': `import builtins, sys
own = print
def mine(*a, **k): own("<", *a, ">", **k)
print("one")
builtins.print = mine
print("two")
builtins.exit = builtins.quit = None`,
  'sys.modules emptied of a package': `import sys, json, json.decoder
print("json.decoder" in sys.modules, json.loads("[1]"))
for name in [n for n in sys.modules if n.startswith("json")]: del sys.modules[name]
import json as again
print(again is json, again.decoder is json.decoder, again.loads("[2]"))`,
  'sys.modules as another dictionary': `import sys
print(type(sys.modules).__name__, "mine" in sys.modules)
sys.modules["mine"] = type(sys)("mine")
sys.modules["mine"].x = 1
import mine
print(mine.x)
sys.modules["queue"] = None
try: import queue
except ImportError as e: print(e)`,
  'sys.path and its caches': touching(
    'import os',
    'sys.path[:1], len(sys.path), len([p for p in sys.path_importer_cache if "mine" in p]), sys.pycache_prefix',
    'os.mkdir("mine")\nopen("mine/late.py", "w").write("x = 1")\nsys.path.insert(0, "mine")\nimport late\nprint(late.x)\nsys.pycache_prefix = "p"',
  ),
  'a module that a program wrote': `open("written.py", "w").write("n = 1\\ndef f(): return n")
import written
print(written.f())
import os; os.remove("written.py")`,
  'a profile and a trace of main': `import sys
print(sys.gettrace(), sys.getprofile())
calls = []
sys.setprofile(lambda f, e, a: calls.append(e))
len("x")
sys.setprofile(None)
print(len(calls) > 0)
sys.settrace(lambda *a: None)`,
  'a trace function that is left': `import sys, threading
def tr(f, e, a):
    return None
threading.settrace_all_threads(tr)
sys.settrace(tr)
print("set")`,
  'limits of integers and hashes': touching(
    '',
    'sys.get_int_max_str_digits(), sys.getrecursionlimit(), sys.hash_info.width, sys.getdlopenflags() if hasattr(sys, "getdlopenflags") else 0, repr(0.1 + 0.2), sys.float_repr_style',
    'sys.setrecursionlimit(200)\nsys.set_int_max_str_digits(0)\nsys.setswitchinterval(1)',
  ),
  'objects on the way out': `import atexit, threading, weakref, sys
class A:
    def __del__(self): print("deleted", sys is None)
kept = A()
atexit.register(lambda: atexit.register(print, "nested"))
weakref.finalize(kept, print, "finalized").atexit = True
threading._register_atexit(print, "threading")`,
  'exceptions at exit': `import atexit
class Bad:
    def __call__(self): raise ValueError("at exit")
    def __repr__(self): return "bad"
atexit.register(Bad())
atexit.register(print, "first")
atexit.unregister(len)
print(atexit._ncallbacks())`,
  'garbage with finalizers': `import gc
gc.set_debug(gc.DEBUG_SAVEALL)
class A: pass
a = A(); a.me = a; del a
print(gc.collect() > 0, len(gc.garbage) > 0)
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.disable()`,
  'what gc counts': touching(
    'import gc',
    'gc.isenabled(), gc.get_freeze_count(), gc.get_debug()',
    'gc.freeze(); gc.disable()',
  ),
  'random numbers that were drawn': touching(
    'import random',
    'random.getstate()[1][0], random.gauss(0, 1), random.Random(1).random()',
    'random.gauss(0, 1)\nrandom.Random.random = lambda self: 0.5\nrandom.seed(1)',
  ),
  'a class attribute of a type in C': touching(
    'import collections, functools, itertools, array, _struct',
    '[hasattr(t, "mine") for t in (collections.OrderedDict, collections.Counter, functools.partial, collections.ChainMap)]',
    'for t in (collections.Counter, collections.ChainMap, collections.UserString): t.mine = 1\nfor t in (int, dict, collections.deque, functools.partial, array.array):\n    try: t.mine = 1\n    except TypeError as e: print(e)',
  ),
  'a file type of io': touching(
    'import io',
    'hasattr(io.TextIOBase, "mine"), io.DEFAULT_BUFFER_SIZE, io.open is open',
    'io.TextIOBase.mine = io.RawIOBase.mine = 1\nio.DEFAULT_BUFFER_SIZE = 1\nio.open = None',
  ),
  'paths and their flavours': touching(
    'import os, pathlib, posixpath, tempfile, shutil',
    'os.sep, pathlib.Path("a") / "b", os.path.join("a", "b"), tempfile.template, len(shutil.get_archive_formats()), hasattr(pathlib.Path, "mine")',
    'os.sep = "x"\nposixpath.join = lambda *a: "mine"\ntempfile.template = "mine"\nshutil.register_archive_format("mine", print)\npathlib.Path.mine = 1',
  ),
  'the environment under another name': touching(
    'import os, posix',
    'os.environb.get(b"MINE"), os.getenv("PATH") == os.environ.get("PATH"), posix.environ.get(b"MINE"), len(os.environ) > 0, os.get_exec_path()[:0]',
    'os.putenv("MINE", "1")\nos.environb[b"MINE"] = b"2"\nposix.environ[b"MINE"] = b"3"\nos.environ.clear()',
  ),
  'mappings of codecs and encodings': touching(
    'import codecs, encodings, encodings.aliases',
    '"mine" in encodings.aliases.aliases, len(encodings._cache) > 0, "ä".encode("latin-1"), codecs.lookup("l1").name',
    'encodings.aliases.aliases["mine"] = "utf_8"\n"x".encode("mine")\nencodings._cache.clear()\ncodecs.register_error("strict2", codecs.strict_errors)',
  ),
  'translations of gettext': touching(
    'import gettext, locale, builtins',
    'gettext.gettext("a"), gettext.textdomain(), hasattr(builtins, "_")',
    'gettext.textdomain("mine")\ngettext.install("mine")\ngettext._translations[1] = 2',
  ),
  'string templates and formatters': touching(
    'import string, textwrap, reprlib, pprint, difflib',
    'string.Template.delimiter, string.Template("$a").safe_substitute(a=1), reprlib.aRepr.maxstring, pprint._recursion.__name__',
    'string.Template.delimiter = "%"\nreprlib.aRepr.maxstring = 3\npprint.PrettyPrinter.mine = 1',
  ),
  'fields of dataclasses': touching(
    'import dataclasses, types',
    'dataclasses.MISSING is dataclasses.field().default, dataclasses._FIELDS, hasattr(dataclasses.Field, "__set_name__")',
    'dataclasses._FIELDS = "mine"\ntypes.SimpleNamespace.__doc__ if True else 0',
  ),
  'json’s own coders': touching(
    'import json, json.encoder, json.decoder',
    'json.dumps(1.5), json.loads("[1]"), json.encoder.INFINITY, json._default_encoder.skipkeys, json.encoder.c_make_encoder is None',
    'json._default_encoder.default = lambda o: "mine"\njson._default_decoder.parse_int = str\njson.encoder.c_make_encoder = None\njson._default_encoder.skipkeys = True',
  ),
  'a context variable of a library': `import contextvars, decimal, threading
var = contextvars.ContextVar("mine", default=0)
print(var.get(), decimal.getcontext().prec)
token = var.set(3); decimal.setcontext(decimal.Context(prec=3))
print(var.get(), decimal.getcontext().prec, len(contextvars.copy_context()))`,
  'a value of a thread’s own': `import threading, asyncio, tempfile
local = threading.local()
print(hasattr(local, "x"))
local.x = 1
print(threading.current_thread().__dict__.get("mine"))
threading.current_thread().mine = 1`,
  'a lock in a module that stays held': `import threading, queue, random, tempfile, linecache
tempfile._once_lock.acquire()
print(threading._active_limbo_lock.acquire(False), threading._shutdown_locks_lock.acquire(False) if hasattr(threading, "_shutdown_locks_lock") else True)
threading._active_limbo_lock.release()
t = threading.Thread(target=print, args=(1,)); t.start(); t.join()`,
  'what ctypes knows': touching(
    'import ctypes',
    'ctypes.get_errno(), len(ctypes._pointer_type_cache) if hasattr(ctypes, "_pointer_type_cache") else 0, hasattr(ctypes.Structure, "mine")',
    'ctypes.set_errno(5)\nctypes.POINTER(ctypes.c_int)',
  ),
  'monitoring that a program uses': `import sys
m = sys.monitoring
print([m.get_tool(n) for n in range(6)].count(None) >= 4)
m.use_tool_id(3, "mine")
seen = []
m.register_callback(3, m.events.PY_START, lambda code, offset: seen.append(code.co_name))
m.set_events(3, m.events.PY_START)
def f(): pass
f()
print(seen)`,
  'types that are made': `import types, typing, collections, abc
P = collections.namedtuple("P", "x y")
T = typing.NamedTuple("T", [("a", int)])
class Meta(type): pass
class A(metaclass=Meta): pass
print(len(type.__subclasses__(type)) > 0, [c.__name__ for c in tuple.__subclasses__() if c.__name__ in ("P", "T")], Meta in type.__subclasses__(type))`,
  'a class of the library that is registered without a name of abc': `import numbers, threading
print(isinstance(threading.Event(), numbers.Number))
numbers.Number.register(threading.Event)
print(isinstance(threading.Event(), numbers.Number))`,
  'an import before and after its file is there': `import sys
def find():
    try:
        import written_late
        return written_late.x
    except ImportError as error:
        return str(error)
print(find())
open("written_late.py", "w").write("x = 1")
import importlib; importlib.invalidate_caches()
print(find(), len(sys.path_importer_cache) < 9)`,
  'a blob of sqlite and its callbacks': `import sqlite3, threading
sqlite3.enable_callback_tracebacks(True)
con = sqlite3.connect(":memory:")
con.execute("create table t(y blob)"); con.execute("insert into t values (zeroblob(2))")
print(con.blobopen("t", "y", 1).read())`,
  'subclasses of exceptions': `import threading, concurrent.futures, queue
class E1(queue.Empty): pass
class E2(concurrent.futures.CancelledError): pass
class E3(RuntimeError): pass
print([c.__name__ for c in queue.Empty.__subclasses__()], [c.__name__ for c in concurrent.futures.CancelledError.__subclasses__()], len([c for c in RuntimeError.__subclasses__() if c.__name__ == "E3"]))`,
};
