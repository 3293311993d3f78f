import { beforeAll, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { random, roundRobin } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

async function run(text: string, scheduler = roundRobin()) {
  let output = '';
  const program = { files: { 'main.py': text, 'data.txt': 'as it was' }, entry: 'main.py' };
  const made = await interpreter.run(program, scheduler, {}, { output: (more) => (output += more) });
  return { ...made, output };
}

test.each([
  ['a file', 'import os', 'os.path.exists("out.txt")', 'open("out.txt", "w").close()'],
  ['a file of the program', '', 'open("data.txt").read() != "as it was"', 'open("data.txt", "w").write("other")'],
  ['a folder', 'import os', 'os.path.exists("/tmp/a/b")', 'os.makedirs("/tmp/a/b")'],
  ['the environment', 'import os', '"X" in os.environ', 'os.environ["X"] = "1"'],
  ['where imports are looked for', 'import sys', '"y" in sys.path', 'sys.path.append("y")'],
  ['a handler of logging', 'import logging', 'logging.root.handlers', 'logging.basicConfig(level=10)'],
  ['a name in a module', 'import string', 'hasattr(string, "x")', 'string.x = 1'],
  ['a method of a class', 'import threading', 'hasattr(threading.Thread, "x")', 'threading.Thread.x = 1'],
  ['a signal handler', 'import signal', 'signal.getsignal(2) is print', 'signal.signal(2, print)'],
])('the next program does not find %s of the one before', async (_, imports, there, leave) => {
  const text = `${imports}\nprint(bool(${there}))\n${leave}\nprint(bool(${there}))`;
  for (let i = 0; i < 3; i++) expect((await run(text)).output).toBe('False\nTrue\n');
});

test('what a program registers with atexit is called at its end, and not again', async () => {
  expect((await run('import atexit\natexit.register(print, "bye")\nprint("hello")')).output).toBe('hello\nbye\n');
  expect((await run('print("next")')).output).toBe('next\n');
});

test('logging locks and names threads as the program does', async () => {
  const { output } = await run(`import logging, sys, threading
logging.basicConfig(stream=sys.stdout, format="%(threadName)s %(message)s")
t = threading.Thread(target=logging.warning, args=("hello",), name="one")
t.start()
t.join()
print(logging.threading is threading)`);
  expect(output).toBe('one hello\nTrue\n');
});

/** Each counts to 300, with or without waits between. Only one that counts nowhere is stuck. */
const COUNTS = {
  'in a dictionary': 'd = {"n": 0}\nwhile d["n"] < 300:\n    time.sleep(0.1)\n    d["n"] += 1',
  'in a list, without waiting': 'n = [0]\nwhile n[0] < 300_000: n[0] += 1',
  'in a class': 'class C: n = 0\nwhile C.n < 300:\n    time.sleep(0.1)\n    C.n += 1',
  'in a slot':
    'class S:\n    __slots__ = ("n",)\ns = S()\ns.n = 0\nwhile s.n < 300:\n    time.sleep(0.1)\n    s.n += 1',
  'in an iterator': 'it = iter(range(300))\nwhile next(it, None) is not None: time.sleep(0.1)',
  'in a loop without a name of its own': 'for _ in itertools.repeat(None, 300): time.sleep(0.1)',
  'in a generator': 'def g():\n    for i in range(300): yield\nit = g()\nwhile next(it, it) is not it: time.sleep(0.1)',
  'in a default': 'def f(x=[0]):\n    x[0] += 1\n    return x[0]\nwhile f() < 300: time.sleep(0.1)',
  'in a thread’s local': 'l = threading.local()\nl.n = 0\nwhile l.n < 300:\n    time.sleep(0.1)\n    l.n += 1',
  'by chance': 'while random.random() < 0.99: time.sleep(0.1)',
};
test.each(Object.entries(COUNTS))('who counts %s is not taken for a livelock', async (_, text) => {
  const { outcome } = await run(`import itertools, random, threading, time\n${text}\nprint("ok")`);
  expect(outcome).toBe('finished');
});

test.each([
  ['a lock', 'with lock: pass'],
  ['an event', 'event.is_set()'],
  ['an empty queue', 'try: jobs.get_nowait()\n        except queue.Empty: pass'],
  ['nothing at all', 'time.sleep(0)'],
])('time goes on for who sleeps while another asks for %s again and again', async (_, ask) => {
  const text = `import queue, threading, time
lock, event, jobs, stop = threading.Lock(), threading.Event(), queue.Queue(), False
def poll():
    while not stop:
        ${ask}
threading.Thread(target=poll).start()
time.sleep(2)
stop = True`;
  for (const scheduler of [roundRobin(), random(1)]) {
    const { outcome, clock } = await run(text, scheduler);
    expect([outcome, clock]).toEqual(['finished', 2]);
  }
});

test('what tells workers to stop is no work that was lost', async () => {
  const { lost } = await run(`import queue
jobs = queue.Queue()
jobs.put(1)
jobs.get()
jobs.task_done()
jobs.put(None)`);
  expect(lost).toEqual([]);
});

test.each([
  ['a socket', 'import socket\nsocket.create_connection(("127.0.0.1", 9), 1)', 'OSError'],
  ['urllib', 'import urllib.request\nurllib.request.urlopen("http://127.0.0.1:9")', 'URLError'],
  ['what is below it', 'import _socket', 'ImportError'],
  ['what Pyodide has imported', 'import sys\nsys.modules["pyodide_js"]', 'KeyError'],
])('a program has no network through %s, nor the page', async (_, text, error) => {
  const { uncaught, notes } = await run(text);
  expect(uncaught.map(({ error: name }) => name)).toEqual([error]);
  if (error !== 'KeyError') expect(notes).toContain('closed');
});

test.each([
  [
    'ctypes.CDLL',
    'import ctypes\nctypes.CDLL(None)',
    'ctypes.CDLL is closed here: it reaches the memory of Python itself',
  ],
  ['a C function of Python', 'import ctypes\nctypes.pythonapi.Py_IncRef(1)', 'Py_IncRef is closed here'],
  ['a part of ctypes', 'import ctypes.util', 'ctypes.util is closed here: it writes to the memory of Python itself'],
  ['_ctypes', 'import _ctypes', '_ctypes is closed here'],
  ['CPython’s tests of its C code', 'import _testbuffer', '_testbuffer is closed here'],
  [
    'a module in C that no finder is asked for',
    'import _imp, types\n_imp.create_builtin(types.SimpleNamespace(name="_testcapi"))',
    '_testcapi is closed here',
  ],
  [
    'a name that answers otherwise',
    `import _imp, types
class Name(str):
    def partition(self, by): return ("math", "", "")
_imp.create_builtin(types.SimpleNamespace(name=Name("_ctypes")))`,
    '_ctypes is closed here',
  ],
  [
    'the core of Pyodide',
    'import _imp, types\n_imp.create_builtin(types.SimpleNamespace(name="_pyodide_core"))',
    '_pyodide_core is closed',
  ],
])('a program that reaches for memory by %s is told so in a sentence', async (_, text, sentence) => {
  const { uncaught } = await run(text);
  expect(uncaught.map(({ message }) => message)).toEqual([expect.stringContaining(sentence)]);
});

test('a program does not learn where on the computer it runs', async () => {
  const { output } = await run(`import os, posix
print([value for value in (*os.environ.values(), *map(os.fsdecode, posix.environ.values())) if ".ts" in value or ".js" in value])`);
  expect(output).toBe('[]\n');
});
