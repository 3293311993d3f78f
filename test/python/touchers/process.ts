import { touching } from './touching.ts';

/** Programs that change their process: its objects, environment, names, files and threads. */
export const PROCESS: Readonly<Record<string, string>> = {
  'objects in cycles': `import gc
class A: pass
print(sum(type(o).__name__ == "A" for o in gc.get_objects()))
a = A(); a.me = a
del a
print(sum(type(o).__name__ == "A" for o in gc.get_objects()))`,
  'the environment': touching(
    'import os',
    'os.environ.get("X"), os.getenv("HOME")',
    'os.environ["X"] = "1"\nos.environ["HOME"] = "/"',
  ),
  'the working folder': touching('import os', 'os.getcwd()', 'os.chdir("/tmp")'),
  umask: touching('import os', 'oct(os.umask(0o22)), oct(os.umask(0o22))', 'os.umask(0o77)'),
  locale: touching(
    'import locale',
    'locale.setlocale(locale.LC_ALL), locale.localeconv()["thousands_sep"]',
    'locale.setlocale(locale.LC_ALL, "C.UTF-8")\nlocale._override_localeconv["thousands_sep"] = "x"',
  ),
  'the limits of sys': touching(
    '',
    'sys.getrecursionlimit(), sys.get_int_max_str_digits(), sys.flags.dev_mode, sys.dont_write_bytecode',
    'sys.setrecursionlimit(500)\nsys.set_int_max_str_digits(1000)\nsys.dont_write_bytecode = not sys.dont_write_bytecode',
  ),
  'hooks of sys': touching(
    'import threading',
    'sys.excepthook is sys.__excepthook__, sys.unraisablehook is sys.__unraisablehook__, sys.displayhook is sys.__displayhook__, threading.excepthook is threading.__excepthook__, sys.breakpointhook is sys.__breakpointhook__',
    'sys.excepthook = sys.unraisablehook = sys.displayhook = threading.excepthook = sys.breakpointhook = lambda *a: None',
  ),
  'the originals of sys’s hooks': touching(
    '',
    'sys.__excepthook__ is print, sys.__stdout__ is sys.stdout, sys.__displayhook__ is print',
    'sys.__excepthook__ = sys.__displayhook__ = print',
  ),
  'names of sys': touching(
    '',
    'hasattr(sys, "mine"), hasattr(sys, "last_value"), hasattr(sys, "tracebacklimit"), sys.argv, sys.flags.optimize, len(sys.warnoptions)',
    'sys.mine = 1\nsys.last_value = 2\nsys.tracebacklimit = 0\nsys.argv.append("x")\nsys.warnoptions.append("error")',
  ),
  'async hooks of sys': touching(
    '',
    'sys.get_asyncgen_hooks(), sys.get_coroutine_origin_tracking_depth()',
    'sys.set_asyncgen_hooks(print, print)\nsys.set_coroutine_origin_tracking_depth(3)',
  ),
  'the standard streams': touching(
    '',
    'sys.stdout.closed, hasattr(sys.stdout, "mine"), sys.stdin.closed',
    'sys.stdout.mine = 1\nsys.stdin.close()',
  ),
  tracemalloc: touching('import tracemalloc', 'tracemalloc.is_tracing()', 'tracemalloc.start()'),
  faulthandler: touching('import faulthandler', 'faulthandler.is_enabled()', ''),
  'a builtin': touching(
    'import builtins',
    'hasattr(builtins, "mine"), len([1]), "_" in vars(builtins)',
    'builtins.mine = 1\nbuiltins._ = 3\nold = len\nbuiltins.len = lambda x: old(x) + 1',
  ),
  'as many random numbers as are computed at once': touching(
    'import random, os',
    'random.getstate(), os.urandom(4), random.gauss(0, 1)',
    'for _ in range(624): random.getrandbits(32)\nos.urandom(4 * 624)',
  ),
  'the state of random': touching('import random', 'random.random(), random.randint(1, 100)', 'random.seed(3)'),
  'the devices of chance': `print(open("/dev/urandom", "rb", 0).read(4), open("/dev/random", "rb", 0).read(4))`,
  'a random generator of one’s own': touching(
    'import random, _random',
    'random.Random().random(), random.SystemRandom().randint(1, 10**9), _random.Random().random()',
    '',
  ),
  'names of temporary files': touching(
    'import tempfile',
    'tempfile.tempdir, tempfile.gettempdir(), next(tempfile._get_candidate_names())',
    'tempfile.tempdir = "/lab"',
  ),
  'uuid and secrets': touching(
    'import uuid, secrets',
    'uuid.uuid4(), secrets.token_hex(8), secrets.randbelow(1000), uuid.uuid1().node',
    '',
  ),
  'caches of functools': `import functools, re, fnmatch
print(fnmatch._compile_pattern.cache_info(), len(re._cache))
fnmatch.fnmatch("a", "b"); re.compile("xyz")
print(fnmatch._compile_pattern.cache_info().currsize, len(re._cache) > 0)`,
  'the cache of linecache': touching(
    'import linecache',
    'sorted(n for n in linecache.cache if n.startswith("x"))',
    'linecache.cache["x"] = (1, None, ["a"], "x")',
  ),
  'atexit’s functions': touching(
    'import atexit',
    'atexit._ncallbacks()',
    'atexit.register(print, "bye")\natexit.register(print, "and again")',
  ),
  'handlers of signals': touching(
    'import signal',
    'signal.getsignal(2) is print, signal.getsignal(15)',
    'signal.signal(2, print)',
  ),
  'a list in a module': touching(
    'import string, keyword, this'.replace(', this', ''),
    '"mine" in keyword.kwlist, len(keyword.kwlist)',
    'keyword.kwlist.append("mine")',
  ),
  'a dictionary in a module': touching(
    'import mimetypes, types',
    'mimetypes.types_map.get(".mine"), mimetypes.inited',
    'mimetypes.init()\nmimetypes.add_type("a/b", ".mine")',
  ),
  'a set in a module': touching(
    'import shlex, string, token, opcode',
    'len(opcode.hasconst), 12345 in opcode.hasconst',
    'opcode.hasconst.append(12345)',
  ),
  'an object of a module': touching(
    'import reprlib, pprint',
    'reprlib.aRepr.maxlist, reprlib.repr(list(range(20)))',
    'reprlib.aRepr.maxlist = 2',
  ),
  'the code of a function': touching(
    'import json, bisect, textwrap',
    'textwrap.indent("a", "> ")',
    'textwrap.indent.__code__ = (lambda *a, **k: "mine").__code__',
  ),
  'the defaults of a function': touching(
    'import textwrap',
    'textwrap.shorten("a b c d e", 5), textwrap.indent.__defaults__',
    'textwrap.indent.__defaults__ = (print,)',
  ),
  'another dictionary of a function': touching(
    'import json',
    'json.dumps.__dict__, json.loads.__dict__, getattr(json.load, "mine", None)',
    'kept = json.dumps.__dict__\njson.dumps.__dict__ = {"mine": 1}\nvars(json.loads)["mine"] = 2\nobject.__setattr__(json.load, "mine", 3)',
  ),
  'an attribute of a function': touching(
    'import textwrap',
    'hasattr(textwrap.indent, "mine")',
    'textwrap.indent.mine = 1',
  ),
  'counters of names': `import threading
from concurrent.futures import ThreadPoolExecutor
t = threading.Thread(target=print)
with ThreadPoolExecutor(1) as pool: print(t.name, pool.submit(lambda: threading.current_thread().name).result())`,
  'that threading has shut down': `import threading, atexit
atexit.register(lambda: print("exit", threading.active_count()))
threading._register_atexit(print, "threads are over")
threading.Thread(target=print, args=("runs",)).start()`,
  'a thread that was left': `import threading, time
def poll():
    while True: time.sleep(1)
threading.Thread(target=poll, daemon=True).start()
print(threading.active_count(), [t.name for t in threading.enumerate()])`,
  'a lock of the library that was left held': `import logging, threading
print(logging._lock._is_owned() if hasattr(logging._lock, "_is_owned") else "?")
logging._lock.acquire()
threading.Thread(target=logging.getLogger, args=("x",), daemon=True).start()
print("main ends")`,
  'a context variable': `import contextvars, decimal
v = contextvars.ContextVar("v", default=0)
print(v.get(), len(contextvars.copy_context()))
v.set(1)
decimal.getcontext()
print(v.get(), len(contextvars.copy_context()))`,
  'a trace function': touching(
    'import threading',
    'sys.gettrace(), sys.getprofile(), threading.gettrace(), threading.getprofile()',
    '',
  ),
  'a file that was left open': `import os
f = open("/tmp/x", "w")
print(f.fileno(), os.listdir("/tmp"))
class Cycle: pass
c = Cycle(); c.me, c.file = c, f
f.write("hello")`,
  'a file of the start': `import os
print(os.path.exists("/lab_runtime/x"), os.path.exists("/x"), os.path.exists("/lib/python314.zip"))
open("/x", "w").close()
os.makedirs("/a/b/c")
os.rename("/tmp", "/tmp2")`,
  'a closed descriptor': `import os
print([n for n in range(12) if not os.fstat(n) is None] if False else "ok")
for n in range(3, 9):
    try: os.close(n)
    except OSError: pass
print("closed")`,
  'a type of its own': `import enum, dataclasses, typing, abc
class Color(enum.Enum): RED = 1
@dataclasses.dataclass
class P: x: int = 0
class B(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
print(Color.RED, P(), len(enum.Enum.__subclasses__()), len(abc.ABC.__subclasses__()))`,
  unittest: `import unittest
class T(unittest.TestCase):
    def test_one(self): self.assertEqual(1, 1)
unittest.main(exit=False, verbosity=0)
print(unittest.installHandler.__name__)`,
  'getters of builtin types': `import ctypes
print("here")`,
  'interned and cached things': `import sys
print(sys.intern("mine"), sys.getrefcount("a name of mine") < 100, sys.getallocatedblocks() > 0)`,
};
