import { touching } from './touching.ts';

/** Programs that change modules of the library. */
export const LIBRARY: Readonly<Record<string, string>> = {
  'a submodule of a package': `import logging, sys
print(hasattr(logging, "handlers"), "logging.handlers" in sys.modules)
import logging.handlers
print(logging.handlers.QueueHandler.__name__)`,
  ...Object.fromEntries(
    [
      'urllib.parse',
      'unittest.mock',
      'email.mime.text',
      'json.tool',
      'xml.dom.minidom',
      'concurrent.futures.thread',
      'importlib.resources',
      'collections.abc',
      'os.path',
      'html.parser',
      'wsgiref.util',
      'sqlite3.dbapi2',
      'ctypes.util',
      'http.cookies',
      'multiprocessing.pool',
      'multiprocessing.dummy',
    ].map((name) => [
      `the submodule ${name}`,
      `import ${name.split('.')[0]}, sys
print("${name}" in sys.modules)
import ${name}
import ${name} as again
print(${name} is again, sys.modules["${name}"] is again)`,
    ]),
  ),
  'a submodule that another thread imports': `import threading, logging
def late():
    import logging.handlers
def early():
    try:
        print(logging.handlers.__name__)
    except AttributeError as error:
        print(error)
a, b = threading.Thread(target=early), threading.Thread(target=late)
a.start(); a.join(); b.start(); b.join()
print(logging.handlers.__name__)`,
  'weakref.finalize': `import weakref
class A: pass
a = A()
weakref.finalize(a, print, "finalized at exit")
b = A()
weakref.finalize(b, print, "finalized")
del b`,
  'a temporary folder': `import tempfile, os
folder = tempfile.TemporaryDirectory()
print(os.path.isdir(folder.name), os.path.basename(folder.name))
print(len(os.listdir("/tmp")))`,
  'the filters of warnings': touching('import warnings', 'len(warnings.filters)', 'warnings.simplefilter("error")'),
  'a warning that is shown once': `import warnings
for n in range(3): warnings.warn("careful")`,
  'a warning of the library shown once': `import warnings
warnings.filterwarnings("once")
warnings.warn("once only", UserWarning)
warnings.warn("once only", UserWarning)`,
  'decimal’s context': touching('import decimal', 'decimal.getcontext().prec', 'decimal.getcontext().prec = 5'),
  'decimal’s default context': touching(
    'import decimal, threading',
    'decimal.DefaultContext.prec',
    'decimal.DefaultContext.prec = 7\nthreading.Thread(target=lambda: print(decimal.getcontext().prec)).start()',
  ),
  'the switch interval': touching('', 'sys.getswitchinterval()', 'sys.setswitchinterval(0.5)'),
  'the timeout of sockets': touching('import socket', 'socket.getdefaulttimeout()', 'socket.setdefaulttimeout(3)'),
  'names of logging levels': touching('import logging', 'logging.getLevelName(25)', 'logging.addLevelName(25, "N")'),
  'the class of loggers': touching(
    'import logging\nclass Mine(logging.Logger): pass',
    'logging.getLoggerClass().__name__',
    'logging.setLoggerClass(Mine)',
  ),
  'the factory of log records': touching(
    'import logging',
    'logging.getLogRecordFactory().__name__',
    'logging.setLogRecordFactory(lambda *a, **k: None)',
  ),
  'loggers and handlers': touching(
    'import logging',
    'sorted(logging.root.manager.loggerDict), len(logging.getLogger("x").handlers), logging.root.level, len(logging._handlerList)',
    'logging.getLogger("x").addHandler(logging.StreamHandler())\nlogging.getLogger("x.y").setLevel(10)\nlogging.basicConfig(level=10)\nlogging.debug("shown")',
  ),
  'that logging does not raise': touching(
    'import logging',
    'logging.raiseExceptions',
    'logging.raiseExceptions = False',
  ),
  'that logging is disabled': touching('import logging', 'logging.root.manager.disable', 'logging.disable(50)'),
  'a codec': `import codecs
def find(name):
    return codecs.lookup("utf-8") if name == "mine" else None
try: print("x".encode("mine"))
except LookupError as error: print(error)
codecs.register(find)
print("x".encode("mine"))`,
  'a handler of codec errors': `import codecs
try: print(codecs.lookup_error("mine"))
except LookupError as error: print(error)
codecs.register_error("mine", lambda e: ("?", e.end))
print("ä".encode("ascii", "mine"))`,
  copyreg: touching(
    'import copyreg\nclass A: pass',
    'len(copyreg.dispatch_table)',
    'copyreg.pickle(A, lambda a: (A, ()))',
  ),
  'an attribute of a class of the library': touching(
    'import threading, collections, logging, http.client',
    '[hasattr(c, "x") for c in (threading.Thread, collections.OrderedDict, logging.Logger, http.client.HTTPConnection)]',
    'for c in (threading.Thread, logging.Logger, http.client.HTTPConnection, collections.UserDict): c.x = 1',
  ),
  'a method of a class of the library': `import collections, json
print(collections.UserDict({1: 2}), json.JSONEncoder().encode([1]))
collections.UserDict.__repr__ = lambda self: "mine"
json.JSONEncoder.encode = lambda self, value: "mine"
print(collections.UserDict({1: 2}), json.JSONEncoder().encode([1]))`,
  'a module that was replaced': touching(
    'import json',
    'sys.modules["json"] is json, type(sys.modules["json"]).__name__',
    'sys.modules["json"] = object()',
  ),
  'a module that was taken away': `import sys
print("string" in sys.modules)
import string
print(string.digits, hasattr(string, "mine"))
string.mine = 1
del sys.modules["string"]
import string
print(hasattr(string, "mine"))`,
  'a module that was reloaded': `import importlib, json, queue
old = json.JSONDecoder, queue.Queue
importlib.reload(json); importlib.reload(queue)
print(old[0] is json.JSONDecoder, old[1] is queue.Queue)`,
  'sys.meta_path': touching('', 'len(sys.meta_path)', 'sys.meta_path.append(object())'),
  'sys.path_hooks': touching('', 'len(sys.path_hooks)', 'sys.path_hooks.append(print)'),
  'an audit hook': `import sys
def hook(event, args):
    if event == "mine": print("heard", args)
sys.audit("mine", 1)
sys.addaudithook(hook)
sys.audit("mine", 2)`,
  'a tool of sys.monitoring': touching(
    'm = sys.monitoring',
    '[m.get_tool(n) for n in (1, 2, 5)]',
    'm.use_tool_id(2, "mine")\nm.use_tool_id(5, "other")\nm.set_events(2, m.events.PY_START)',
  ),
  'the thresholds of gc': touching(
    'import gc',
    'gc.get_threshold(), gc.isenabled()',
    'gc.set_threshold(5, 5, 5)\ngc.disable()',
  ),
  'callbacks of gc': touching(
    'import gc',
    'len(gc.callbacks), gc.get_debug()',
    'gc.callbacks.append(lambda *a: None)\ngc.set_debug(gc.DEBUG_SAVEALL)',
  ),
  'what gc has found': touching('import gc', 'len(gc.garbage)', 'gc.garbage.append(1)'),
  'the size of stacks': touching('import threading', 'threading.stack_size()', 'threading.stack_size(65536)'),
  'a class registered with an ABC': `import collections.abc, threading
print(isinstance(threading.Event(), collections.abc.Sequence), issubclass(threading.Lock, collections.abc.Hashable))
collections.abc.Sequence.register(threading.Event)
print(isinstance(threading.Event(), collections.abc.Sequence))`,
  'a class registered for a generic function': `import functools, pprint, json
@functools.singledispatch
def f(x): return "any"
print(f(1))
f.register(int, lambda x: "int")
print(f(1))`,
  subclasses: `import threading
print(len(threading.Thread.__subclasses__()), len(Exception.__subclasses__()) > 0, [c.__name__ for c in threading.Thread.__subclasses__()])
class Mine(threading.Thread): pass
class Error(Exception): pass
print([c.__name__ for c in threading.Thread.__subclasses__()], [c.__name__ for c in LookupError.__subclasses__()])`,
};
