/**
 * Ways from a Python program to JavaScript or the computer that have worked, or might. Each leaves its object in `js` or in
 * `got`; `programOf` then does with it what an attacker would. A way that is closed raises, or gives nothing to go on with.
 */
export const WAYS: Readonly<Record<string, string>> = {
  'the finder of js in sys.meta_path': 'js = next(f.jsproxies["js"] for f in sys.meta_path if hasattr(f, "jsproxies"))',
  'the event loop of Pyodide in sys.modules':
    'got = importlib.sys.modules["pyodide.webloop"].scheduleCallback.__proto__.__proto__.constructor',
  'import js': 'import js',
  importlib: 'js = importlib.import_module("js")',
  'the finder as the C core knows it': 'got = _imp.create_builtin(Spec("_pyodide_core")).to_js([1]).constructor',
  'a map made by the C core': 'got = _imp.create_builtin(Spec("_pyodide_core")).to_js({1: 2}).constructor',
  'a proxy of a function of its own':
    'got = _imp.create_builtin(Spec("_pyodide_core")).create_proxy(print).constructor',
  'run_js, from its source': `
import warnings; warnings.simplefilter("ignore")
import zipimport
got = zipimport.zipimporter("/lib/python314.zip/pyodide").load_module("code").run_js("globalThis")`,
  'a method of the host, from the frames below': 'got = host().decide.constructor',
  'its prototype': 'got = host().decide.__proto__',
  'a property set on it': 'host().decide.x = 1; got = host().decide.x',
  'a constructor called on it': 'got = host().note.new()',
  'a method of it, by getattr': 'got = getattr(host().decide, "call")',
  'its properties, as Python has them': 'got = host().decide.object_entries()[0]',
  'all objects that the collector knows': `
proxies = [o for o in everything() if type(o).__module__.partition(".")[0] in ("pyodide", "pyodide_js", "js")]
got = next(p.constructor for p in proxies if reads(p, "constructor"))`,
  'all subclasses': `
kinds = [k for k in object.__subclasses__() if "Js" in k.__name__]
got = next(p.constructor for k in kinds for p in gc.get_referrers(k) if type(p) is k and reads(p, "constructor"))`,
  'a traceback out of the lab': `
try: input()
except EOFError as error: tb = error.__traceback__
while tb.tb_next: tb = tb.tb_next
got = tb.tb_frame.f_globals["trace"].host.note.constructor`,
  ctypes: 'import ctypes; got = ctypes.CDLL(None).emscripten_run_script(b"globalThis.owned = 1"); js = 1',
  'ctypes, made anew': `
core = _imp.create_builtin(Spec("_ctypes"))
got = core.dlopen(None, 2); got = core.dlsym(got, "emscripten_run_script"); assert got`,
  'a library of its own': `
open("evil.so", "wb").write(b"\\0asm\\1\\0\\0\\0")
got = _imp.create_dynamic(Spec("evil", "/lab/evil.so"))`,
  'an exception of JavaScript': `
try: host().note([])
except BaseException as error: got = error.js_error.constructor`,
  linecache: 'import linecache, os; got = linecache.os.sys.modules["pyodide_js"]._module',
};

/** Code that each attempt begins with: its helpers, and what it does with a result. */
export const programOf = (way: string): string => `
import gc, importlib, sys, _imp

class Spec:
    def __init__(self, name, origin=None): self.name, self.origin = name, origin

def everything():
    gc.collect()
    named = [o for module in list(sys.modules.values()) for o in getattr(module, "__dict__", {}).values()]
    return named + gc.get_objects()

def reads(thing, name):
    try: return getattr(thing, name) is not None
    except BaseException: return False

def host():
    frame = sys._getframe()
    while frame:
        found = frame.f_globals.get("host")
        if frame.f_globals is not globals() and found is not None: return found
        frame = frame.f_back
    raise LookupError("no host")

js = got = None
try:
${way
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
except BaseException as error:
    print("held:", type(error).__name__)
else:
    if js is None and got is None:
        print("held: nothing")
    else:
        print("got", type(js).__name__, type(got).__name__)
        for attempt in (
            lambda: js.process.getBuiltinModule("child_process").execSync("echo owned > owned.txt"),
            lambda: got("return 1")(),
            lambda: got.constructor("return 1")(),
        ):
            try: print("owned", attempt())
            except BaseException as error: print(type(error).__name__)
`;
