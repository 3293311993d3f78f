import { SYSTEM } from './system.ts';
import { touching } from './touching.ts';

/** Programs that change what modules keep for themselves: caches, policies, tables and classes. */
export const STATE: Readonly<Record<string, string>> = {
  ...SYSTEM,
  'a class attribute of asyncio': touching(
    'import asyncio',
    'hasattr(asyncio.Future, "mine"), hasattr(asyncio.Lock, "mine"), asyncio.events._event_loop_policy is None',
    'asyncio.Lock.mine = asyncio.Queue.mine = 1\nasyncio.run(asyncio.sleep(0.01))',
  ),
  'the event loop of main': touching(
    'import asyncio',
    'asyncio._get_running_loop(), len(asyncio.all_tasks.__code__.co_varnames) > 0',
    'loop = asyncio.new_event_loop()\nasyncio.set_event_loop(loop)\nloop.run_until_complete(asyncio.sleep(0.01))',
  ),
  'a loop that was left open': `import asyncio, threading
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
async def forever():
    await asyncio.sleep(1000)
task = loop.create_task(forever())
threading.Thread(target=lambda: asyncio.run(asyncio.sleep(0.1))).start()
print(len(asyncio.all_tasks(loop)))`,
  'hooks of asynchronous generators': `import asyncio, sys
async def g():
    try:
        yield 1
    finally:
        print("closed")
async def main():
    async for x in g():
        break
print(sys.get_asyncgen_hooks())
asyncio.run(main())
print(sys.get_asyncgen_hooks())`,
  'names of tasks': `import asyncio
async def main():
    print(asyncio.create_task(asyncio.sleep(0)).get_name(), asyncio.current_task().get_name())
asyncio.run(main())`,
  'caches of typing': touching(
    'import typing',
    '[f.cache_info().currsize > 0 for f in map(lambda g: g.__wrapped__ if False else g, [])], len(typing._overload_registry), typing.List[int] is typing.List[int]',
    '@typing.overload\ndef f(x: int): ...\ntyping.TypeVar("T")\ntyping.Protocol.mine = 1',
  ),
  'a protocol that is checked at runtime': touching(
    'import typing, collections.abc\n@typing.runtime_checkable\nclass P(typing.Protocol):\n    def f(self): ...\nclass A: pass',
    'isinstance(A(), P), issubclass(A, collections.abc.Sized), hasattr(typing.Protocol, "mine")',
    'A.f = A.__len__ = lambda self: 0',
  ),
  'caches of re': touching(
    'import re',
    'len(re._cache), len(re._cache2), re.sub("a+", "b", "caat")',
    'for n in range(600): re.compile(f"a{n}")',
  ),
  'the names that re knows': touching('import re', 're.compile("a", re.I).flags, len(re.RegexFlag)', 're.purge()'),
  'the filters and registries of warnings': touching(
    'import warnings\n__warningregistry__ = {}',
    'len(warnings.filters), warnings.showwarning.__name__, warnings.formatwarning("m", UserWarning, "f", 1)',
    'warnings.resetwarnings()\nwarnings.showwarning = print\nwarnings.formatwarning = lambda *a, **k: "mine"\nwarnings.warn("x")',
  ),
  'warnings that are caught in a thread': `import warnings, threading
def work():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try: warnings.warn("w")
        except UserWarning as e: print("error", e)
t = threading.Thread(target=work); t.start(); t.join()
warnings.warn("shown")
print(len(warnings.filters))`,
  'a registered generic function of the library': touching(
    'import functools, importlib.resources, pkgutil\nclass A: pass',
    'pkgutil.iter_importer_modules.registry.keys() is not None, len(pkgutil.iter_importer_modules.registry)',
    'pkgutil.iter_importer_modules.register(A, print)',
  ),
  'the dialects of csv': touching(
    'import csv',
    'csv.list_dialects(), csv.field_size_limit()',
    'csv.register_dialect("mine", delimiter=";")\ncsv.field_size_limit(10)\ncsv.unregister_dialect("excel-tab")',
  ),
  'adapters of sqlite3': touching(
    'import sqlite3\nclass P: pass',
    'len(sqlite3.adapters), len(sqlite3.converters)',
    'sqlite3.register_adapter(P, str)\nsqlite3.register_converter("P", bytes)',
  ),
  'the namespaces of xml': touching(
    'import xml.etree.ElementTree as E',
    'len(E._namespace_map), E.tostring(E.Element("{a:b}c"))',
    'E.register_namespace("mine", "a:b")',
  ),
  'tables of pickling': touching(
    'import pickle, copyreg, copy\nclass A: pass',
    'len(copyreg._extension_registry), len(copyreg._inverted_registry), len(copy._deepcopy_dispatch)',
    'copyreg.add_extension("m", "n", 12345)\ncopy._deepcopy_dispatch[A] = print\npickle.Pickler.mine = 1 if False else None',
  ),
  'the class of an enumeration': touching(
    'import enum, http, signal, socket',
    'http.HTTPStatus.OK.phrase, len(http.HTTPStatus), hasattr(enum.Enum, "mine"), http.HTTPStatus(200) is http.HTTPStatus.OK',
    'enum.Enum.mine = 1\nhttp.HTTPStatus.OK.phrase = "mine"',
  ),
  'a mock that was left in place': touching(
    'import unittest.mock, json, time',
    'json.dumps([1]), time.time() > 0, len(unittest.mock._patch._active_patches)',
    'unittest.mock.patch("json.dumps", return_value="mocked").start()\nunittest.mock.patch.object(time, "time", lambda: 5).start()\nunittest.mock.patch.dict("os.environ", {"X": "1"}).start()',
  ),
  'the seal of a mock': touching(
    'import unittest.mock as m',
    'm.Mock().x is not None, m.DEFAULT, len(m._all_magics), m.FILTER_DIR',
    'm.FILTER_DIR = False\nm.Mock.mine = 1',
  ),
  'settings of unittest': touching(
    'import unittest',
    'unittest.TestCase.maxDiff, unittest.TestCase.longMessage, unittest.defaultTestLoader.testMethodPrefix',
    'unittest.TestCase.maxDiff = None\nunittest.defaultTestLoader.testMethodPrefix = "mine"\nunittest.TestCase.longMessage = False',
  ),
  'a part of logging': touching(
    'import logging',
    'logging.lastResort.level, logging._defaultFormatter._fmt, logging._nameToLevel.get("MINE"), logging.Formatter.converter.__name__, logging.root.name, logging.Formatter.default_msec_format, len(logging.root.filters), logging.logThreads',
    'logging.lastResort = None\nlogging.Formatter.default_msec_format = None\nlogging.root.addFilter(print)\nlogging.logThreads = False\nlogging.captureWarnings(True)\nlogging.root.name = "mine"',
  ),
  'a logger in a package of loggers': `import logging
print([type(x).__name__ for x in logging.root.manager.loggerDict.values()], logging.getLogger("a.b.c").parent.name)
logging.getLogger("a").propagate = False
h = logging.NullHandler(); h.set_name("mine"); logging.getLogger("a").addHandler(h)
print(logging.getHandlerNames(), logging.getHandlerByName("other"))`,
  'contexts of decimal': touching(
    'import decimal',
    'decimal.BasicContext.prec, decimal.ExtendedContext.Emax, decimal.getcontext().flags[decimal.Inexact], decimal.getcontext().traps[decimal.DivisionByZero], decimal.DefaultContext.rounding',
    'decimal.BasicContext.prec = 1\ndecimal.ExtendedContext.Emax = 5\ndecimal.DefaultContext.rounding = decimal.ROUND_UP\ndecimal.Decimal(1) / 3\ndecimal.getcontext().traps[decimal.DivisionByZero] = False',
  ),
  'what abc has cached': touching(
    'import abc, collections.abc, numbers, io, os\nclass A:\n    def __fspath__(self): return "x"\nclass B: pass',
    'isinstance(A(), os.PathLike), issubclass(B, numbers.Number), issubclass(B, io.IOBase), abc.get_cache_token() >= 0',
    'numbers.Number.register(B)\nio.IOBase.register(B)\nos.PathLike.register(B)',
  ),
  'a class that is registered with an ABC of io': `import io, collections.abc
class F: pass
print(isinstance(F(), io.RawIOBase), isinstance(F(), collections.abc.Mapping))
io.RawIOBase.register(F); collections.abc.Mapping.register(F)
print(isinstance(F(), io.IOBase), isinstance(F(), collections.abc.Collection))`,
  'a source in linecache': touching(
    'import linecache, traceback',
    'len([n for n in linecache.cache if "mine" in n]), repr(linecache.getline("main.py", 1)), linecache.getline("mine.py", 1)',
    'open("mine.py", "w").write("text")\nlinecache.getline("mine.py", 1)\nlinecache.cache["main.py"] = (1, None, ["wrong\\n"], "main.py")',
  ),
  'a traceback with another linecache': `import linecache, sys
linecache.lazycache("x", globals())
def f(): raise ValueError("here")
f()`,
};
