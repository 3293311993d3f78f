import { beforeAll, describe, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { RunOptions } from '../../simulator/engines/python/interpreter/program.ts';
import { roundRobin, runToBlock } from '../../simulator/schedule/policies.ts';
import type { Scheduler } from '../../simulator/schedule/scheduler.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

/** Runs a program, and then another one, which must not notice. */
async function run(text: string, options: RunOptions = {}, scheduler: Scheduler = roundRobin()) {
  if (interpreter.tainted) interpreter = await interpreterForTests();
  let stdout = '';
  let stderr = '';
  const program = { files: { 'main.py': text }, entry: 'main.py' };
  const made = await interpreter.run(program, scheduler, options, {
    output: (piece, error) => (error ? (stderr += piece) : (stdout += piece)),
  });
  if (!interpreter.tainted) {
    let next = '';
    const plain = { files: { 'main.py': 'import threading\nprint(threading.active_count())' }, entry: 'main.py' };
    await interpreter.run(plain, roundRobin(), {}, { output: (piece) => (next += piece) });
    expect(next).toBe('1\n');
  }
  return { ...made, stdout, stderr };
}

test('two threads that each hold what the other wants: deadlock, and who holds what', async () => {
  const { outcome, blocked } = await run(`import threading, time
a, b = threading.Lock(), threading.Lock()
def work(first, second):
    with first:
        time.sleep(1)
        with second: pass
threads = [threading.Thread(target=work, args=args, name=name) for name, args in (("one", (a, b)), ("two", (b, a)))]
for t in threads: t.start()
for t in threads: t.join()`);
  expect(outcome).toBe('deadlock');
  expect(blocked.map(({ name, on, holder }) => [name, on, holder])).toEqual([
    ['MainThread', 'one', 1],
    ['one', 'b', 2],
    ['two', 'a', 1],
  ]);
});

test('a hook of the program hears nothing of the threads that are unwound when the run is over', async () => {
  // Called, it would never come back.
  const { outcome } = await run(`import threading
def hook(args):
    while True: pass
threading.excepthook = hook
lock = threading.Lock()
lock.acquire()
thread = threading.Thread(target=lock.acquire)
thread.start()
thread.join()`);
  expect(outcome).toBe('deadlock');
});

test('a daemon thread ends with main, and keeps nothing alive', async () => {
  const { outcome, stdout } = await run(`import threading, time
def work():
    while True: time.sleep(1); print("tick")
threading.Thread(target=work, daemon=True).start()
time.sleep(2.5)`);
  expect([outcome, stdout]).toEqual(['finished', 'tick\ntick\n']);
});

test('an exception in a thread goes through threading.excepthook, with the traceback of CPython', async () => {
  const { stderr, uncaught } = await run(`import threading
def work(): 1 / 0
t = threading.Thread(target=work, name="worker"); t.start(); t.join()`);
  expect(stderr).toMatch(/^Exception in thread worker:\nTraceback \(most recent call last\):\n/);
  expect(stderr).toContain('  File "main.py", line 2, in work\n    def work(): 1 / 0\n');
  expect(stderr.trimEnd().endsWith('ZeroDivisionError: division by zero')).toBe(true);
  expect(uncaught).toMatchObject([{ name: 'worker', error: 'ZeroDivisionError', line: 2 }]);
});

test('a traceback has the lines of the program and of the library, as in CPython, and none of ours', async () => {
  const { stderr } = await run('def f():\n    import nothing\n\nf()');
  expect(stderr).toBe(`Traceback (most recent call last):
  File "main.py", line 4, in <module>
    f()
    ~^^
  File "main.py", line 2, in f
    import nothing
ModuleNotFoundError: No module named 'nothing'
`);
  const hooked = await run(`import sys, traceback
def hook(kind, error, tb): print(*traceback.format_exception(error), traceback.extract_tb(tb)[0].filename, sep="")
sys.excepthook = hook
try: 1 / 0
except ZeroDivisionError as error: raise ValueError("a") from error`);
  expect(hooked.stdout.match(/File ".*|main.py$|^\w+: .*/gm)).toEqual([
    'File "main.py", line 4, in <module>',
    'ZeroDivisionError: division by zero',
    'File "main.py", line 5, in <module>',
    'ValueError: a',
    'main.py',
  ]);
});

test.each([
  'import multiprocessing\nmultiprocessing.Pool(2)',
  'from concurrent.futures import *\nProcessPoolExecutor(2)',
])('there are no processes, and the run says that it is about them, each time: %s', async (text) => {
  const first = await run(text);
  expect(first.notes).toEqual(['processes']);
  const { stderr, notes } = await run(text);
  expect([notes, stderr]).toEqual([['processes'], first.stderr]);
});

test('sys.exit() in a thread ends that thread, and says nothing', async () => {
  const { outcome, stdout, stderr, uncaught } = await run(`import sys, threading
t = threading.Thread(target=sys.exit); t.start(); t.join(); print("on")`);
  expect([outcome, stdout, stderr, uncaught]).toEqual(['finished', 'on\n', '', []]);
});

test('os._exit ends everything at once, with its status', async () => {
  const { outcome, exitCode, stdout, notes } = await run(`import os, threading, time
threading.Thread(target=time.sleep, args=(9,)).start()
os._exit(3); print("not here")`);
  expect([outcome, exitCode, stdout, notes]).toEqual(['finished', 3, '', ['exit']]);
});

test('input() raises EOFError, and the run says that it asked', async () => {
  const { uncaught, notes } = await run('input("name? ")');
  expect([uncaught[0]?.error, notes]).toEqual(['EOFError', ['input']]);
});

test('input() and sys.stdin read the text that was given, line by line, and say when it is over', async () => {
  const read = 'import sys\nprint(repr(input("a? ")), repr(sys.stdin.readline()), repr(sys.stdin.read(1)))\n';
  const { stdout, notes } = await run(`${read}print([line for line in sys.stdin])`, {
    input: 'one\n two \nthree\nfour',
  });
  expect([stdout, notes]).toEqual(["a? 'one' ' two \\n' 't'\n['hree\\n', 'four']\n", []]);
  const over = await run('print(input())\ninput()', { input: 'only\n' });
  expect([over.stdout, over.uncaught[0]?.message, over.notes]).toEqual([
    'only\n',
    'EOFError: EOF when reading a line',
    ['input-over'],
  ]);
  // The next run reads it from its beginning, or finds none.
  expect((await run('print(input())', { input: 'again' })).stdout).toBe('again\n');
  expect((await run('print(input())')).uncaught[0]?.error).toBe('EOFError');
});

test('the page is closed: js, pyodide_js and what Pyodide brings to fetch with', async () => {
  for (const line of ['import js', 'import pyodide_js', 'from pyodide.http import pyfetch']) {
    const { uncaught, notes } = await run(line);
    expect([uncaught[0]?.error, notes]).toEqual(['ImportError', ['closed']]);
  }
});

test('recursion without end is a RecursionError of its thread; the others go on', async () => {
  const { uncaught, stdout } = await run(`import threading
def deep(): deep()
t = threading.Thread(target=deep); t.start(); t.join(); print("on")`);
  expect([uncaught.map(({ error }) => error), stdout]).toEqual([['RecursionError'], 'on\n']);
});

test('memory without end is a MemoryError', async () => {
  const { uncaught } = await run('x = []\nwhile True: x.append(bytearray(10_000_000))');
  expect(uncaught[0]?.error).toBe('MemoryError');
});

test('output without end is stopped, and said', async () => {
  const { outcome, notes } = await run('while True: print("x" * 100)');
  expect([outcome, notes]).toEqual(['budget', ['output-limit']]);
});

test('a loop that waits for what nobody does is a livelock, with and without an operation', async () => {
  for (const body of ['pass', 'time.sleep(1)', 'lock.acquire(timeout=0.1)']) {
    const { outcome } = await run(
      `import threading, time\nlock = threading.Lock(); lock.acquire()\nwhile True: ${body}`,
    );
    expect(outcome).toBe('livelock');
  }
});

test('a loop lets others go on, so that what it waits for can happen', async () => {
  const { outcome, stdout } = await run(
    `import threading
done = False
def work():
    global done
    done = True
threading.Thread(target=work).start()
while not done: pass
print("seen")`,
    {},
    roundRobin(),
  );
  expect([outcome, stdout]).toEqual(['finished', 'seen\n']);
});

test('a long loop over numbers is no livelock', async () => {
  const { outcome, stdout } = await run('n = 0\nfor i in range(200_000): x = [i]\nprint("done")');
  expect([outcome, stdout]).toEqual(['finished', 'done\n']);
});

test('a thousand threads wait at once, and all are woken', async () => {
  const { outcome, stdout } = await run(
    `import threading
event = threading.Event(); n = 0; lock = threading.Lock()
def work():
    global n
    event.wait()
    with lock: n += 1
threads = [threading.Thread(target=work) for _ in range(1000)]
for t in threads: t.start()
event.set()
for t in threads: t.join()
print(n)`,
    {},
    runToBlock(),
  );
  expect([outcome, stdout]).toEqual(['finished', '1000\n']);
});

test('notify wakes whoever has waited longest', async () => {
  const { stdout } = await run(
    `import threading
condition = threading.Condition(); order = []
def work(number):
    with condition:
        condition.wait()
        order.append(number)
threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for t in threads: t.start()
import time; time.sleep(1)
for _ in threads:
    with condition: condition.notify()
    time.sleep(1)
print(order)`,
  );
  expect(stdout).toBe('[0, 1, 2]\n');
});

test('what one program changes in a module, the next does not find', async () => {
  await run('import threading, time, builtins\nthreading.Lock = time.sleep = builtins.print = None');
  expect((await run('import threading, time\ntime.sleep(1); threading.Lock(); print(time.monotonic())')).stdout).toBe(
    '1.0\n',
  );
});

test('a package that is not here is noted, and so is a module of the standard library that the program imports', async () => {
  const { uncaught, notes } = await run('import requests');
  expect([uncaught[0]?.error, notes]).toEqual(['ModuleNotFoundError', ['package']]);
  expect((await run('import importlib\nimportlib.import_module("numpy.linalg")')).notes).toEqual(['package']);
  for (const module of ['tkinter', 'winreg', 'resource', 'curses', '_curses', 'readline', 'msvcrt', 'dbm.gnu', 'grp'])
    expect((await run(`import ${module}`)).notes).toEqual(['absent']);
  const { stdout, notes: handled } = await run(
    'import importlib\ntry: importlib.import_module("_tkinter")\nexcept ImportError as e: print(e)',
  );
  expect([stdout, handled]).toEqual(["No module named '_tkinter'\n", ['absent']]);
  // They do without: json without _ctypes, cmd without readline, tarfile without grp.
  expect((await run('import json, cmd, tarfile, shutil, getpass, multiprocessing.pool')).notes).toEqual([]);
});

test.each([
  ['create_server(("localhost", 0))'],
  ['socket().listen()'],
  ['socket().accept()'],
  ['socket().recv(1)'],
  ['socket().sendall(b"x")'],
  ['create_connection(("localhost", 80))'],
])('the network is refused by a sentence: socket.%s', async (call) => {
  const { uncaught, notes } = await run(`import socket\nsocket.${call}`);
  expect([uncaught[0]?.message, notes]).toEqual(['OSError: a program here has no network', ['closed']]);
});

describe('a system error has the number, the text and the class of Linux', () => {
  test.each([
    ['open("nope")', "FileNotFoundError 2 [Errno 2] No such file or directory: 'nope'"],
    ['os.mkdir("/tmp")', "FileExistsError 17 [Errno 17] File exists: '/tmp'"],
    ['os.listdir("main.py")', "NotADirectoryError 20 [Errno 20] Not a directory: 'main.py'"],
    ['open("/tmp")', "IsADirectoryError 21 [Errno 21] Is a directory: '/tmp'"],
    ['os.rmdir("/")', "OSError 16 [Errno 16] Device or resource busy: '/'"],
    ['os.mkdir("d"); open("d/f", "w"); os.rmdir("d")', "OSError 39 [Errno 39] Directory not empty: 'd'"],
    ['os.read(99, 1)', 'OSError 9 [Errno 9] Bad file descriptor'],
    ['os.lseek(os.open("main.py", 0), -1, 0)', 'OSError 22 [Errno 22] Invalid argument'],
    ['os.symlink("l", "l"); open("l")', "OSError 40 [Errno 40] Too many levels of symbolic links: 'l'"],
    ['shutil.rmtree("gone")', "FileNotFoundError 2 [Errno 2] No such file or directory: 'gone'"],
    ['pathlib.Path("gone/f").touch()', "FileNotFoundError 2 [Errno 2] No such file or directory: 'gone/f'"],
    ['raise OSError(2, "mine")', 'FileNotFoundError 2 [Errno 2] mine'],
    ['raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))', 'FileExistsError 17 [Errno 17] File exists'],
    ['raise OSError(44, "mine")', 'OSError 44 [Errno 44] mine'],
    ['raise PermissionError(2, "mine")', 'PermissionError 2 [Errno 2] mine'],
    ['raise OSError(28, os.strerror(28))', 'OSError 28 [Errno 28] No space left on device'],
    [
      'concurrent.futures.ThreadPoolExecutor().submit(open, "nope").result()',
      "FileNotFoundError 2 [Errno 2] No such file or directory: 'nope'",
    ],
  ])('%s', async (statement, said) => {
    const { stdout, notes } = await run(
      `import concurrent.futures, errno, os, pathlib, shutil\ntry: ${statement}\nexcept OSError as e: print(type(e).__name__, e.errno, e)`,
    );
    expect([stdout, notes]).toEqual([`${said}\n`, []]);
  });

  test('and errno, strerror and an error that is not raised agree with it', async () => {
    const { stdout } = await run(`import errno, os
print(errno.ENOENT, errno.EAGAIN, errno.EWOULDBLOCK, errno.errorcode[13], hasattr(errno, "ENOTCAPABLE"), len(errno.errorcode))
print(os.strerror(0), os.strerror(2), os.strerror(999), sep="|")
print([type(OSError(n, "x")).__name__ for n in (1, 2, 3, 4, 5, 10, 11, 13, 17, 20, 21, 32, 110)])
os.symlink("gone", "dangling")
print([entry.is_dir() for entry in os.scandir(".") if entry.name == "dangling"])
try: open("nope")
except OSError as error: print(error.args, repr(error), error.filename, error.strerror)`);
    expect(stdout).toBe(`2 11 11 EACCES False 131
Success|No such file or directory|Unknown error 999
['PermissionError', 'FileNotFoundError', 'ProcessLookupError', 'InterruptedError', 'OSError', 'ChildProcessError', 'BlockingIOError', 'PermissionError', 'FileExistsError', 'NotADirectoryError', 'IsADirectoryError', 'BrokenPipeError', 'TimeoutError']
[False]
(2, 'No such file or directory') FileNotFoundError(2, 'No such file or directory') nope No such file or directory
`);
  });
});
