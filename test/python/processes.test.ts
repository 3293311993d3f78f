import { beforeAll, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import { roundRobin } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

const SENTENCE = /^a page has no processes: use threads here .*, or run the program with Python on your own machine$/;

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

async function run(text: string) {
  let stdout = '';
  const program = { files: { 'main.py': text }, entry: 'main.py' };
  const made = await interpreter.run(program, roundRobin(), {}, { output: (piece) => (stdout += piece) });
  return { ...made, stdout };
}

test.each([
  'multiprocessing.Process(target=print).start()',
  'multiprocessing.get_context("spawn").Process(target=print).start()',
  'multiprocessing.Pool(2)',
  'from multiprocessing.pool import Pool; Pool(2)',
  'multiprocessing.Queue()',
  'multiprocessing.SimpleQueue()',
  'multiprocessing.get_context("fork").JoinableQueue()',
  'multiprocessing.Pipe()',
  'multiprocessing.Lock()',
  'multiprocessing.Event()',
  'multiprocessing.Value("i", 3)',
  'multiprocessing.Array("i", [1])',
  'multiprocessing.Manager()',
  'from multiprocessing.managers import BaseManager; BaseManager().start()',
  'from multiprocessing.shared_memory import SharedMemory',
  'from multiprocessing.synchronize import Lock',
  'concurrent.futures.ProcessPoolExecutor(2).submit(print)',
  'os.fork()',
  'os.system("ls")',
  'os.execv("/bin/ls", ["ls"])',
  'os.execlp("ls", "ls")',
  'os.posix_spawn("/bin/ls", ["ls"], {})',
  'os.spawnlp(os.P_WAIT, "ls", "ls")',
  'os.popen("ls")',
  'subprocess.run(["ls"])',
  'subprocess.check_output("ls", shell=True)',
])('%s says that a page has no processes', async (call) => {
  const { stdout, notes } = await run(`import os, subprocess, multiprocessing, concurrent.futures
try:
    ${call}
except Exception as error:
    print(error)`);
  expect(stdout.trimEnd()).toMatch(SENTENCE);
  expect(notes).toEqual(['processes']);
});

test('pools of threads are not taken for processes', async () => {
  const { stdout, notes } = await run(`from multiprocessing.dummy import Pool
from multiprocessing.pool import ThreadPool
with ThreadPool(2) as pool: print(pool.map(str, range(3)))
with Pool(2) as pool: print(pool.map(str, range(3)))`);
  expect(stdout).toBe("['0', '1', '2']\n['0', '1', '2']\n");
  expect(notes).toEqual([]);
});

test('a program that asks for a part of multiprocessing in C is answered as for any module that is missing', async () => {
  const { stdout, notes } = await run(`import importlib.util
names = "_multiprocessing", "_posixshmem"
print([importlib.util.find_spec(name) for name in names], importlib.util.find_spec("multiprocessing").name)
for name in names:
    try: __import__(name)
    except ModuleNotFoundError as error: print(error.name)
    try: importlib.import_module(name)
    except ImportError: print(name)
try: import _multiprocessing
except ImportError: _multiprocessing = None`);
  expect(stdout).toBe(
    `[None, None] multiprocessing\n${['_multiprocessing', '_posixshmem'].map((name) => `${name}\n`.repeat(2)).join('')}`,
  );
  expect(notes).toEqual([]);
});

test('a part of multiprocessing in C that the program needs is missing in a sentence', async () => {
  const { uncaught } = await run('import _multiprocessing');
  expect(uncaught[0]?.error).toBe('ModuleNotFoundError');
  expect(uncaught[0]?.message).toMatch(/a page has no processes: use threads here/);
});
