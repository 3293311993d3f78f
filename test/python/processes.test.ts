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
  'multiprocessing.pool.Pool(2)',
  'multiprocessing.Queue()',
  'multiprocessing.SimpleQueue()',
  'multiprocessing.get_context("fork").JoinableQueue()',
  'multiprocessing.Pipe()',
  'multiprocessing.Lock()',
  'multiprocessing.Event()',
  'multiprocessing.Value("i", 3)',
  'multiprocessing.Array("i", [1])',
  'multiprocessing.Manager()',
  'multiprocessing.managers.BaseManager().start()',
  'multiprocessing.shared_memory.SharedMemory(create=True, size=1)',
  'multiprocessing.synchronize.Lock()',
  'concurrent.futures.ProcessPoolExecutor(2).submit(print)',
  'os.fork()',
  'os.system("ls")',
  'os.popen("ls")',
  'subprocess.run(["ls"])',
  'subprocess.check_output("ls", shell=True)',
])('%s says that a page has no processes', async (call) => {
  const { stdout, notes } = await run(`import os, subprocess, multiprocessing, concurrent.futures
try:
    import multiprocessing.pool, multiprocessing.managers
    for name in ("shared_memory", "synchronize"):
        if name in ${JSON.stringify(call)}: __import__("multiprocessing." + name)
    ${call}
except Exception as error:
    print(error)`);
  expect(stdout.trimEnd()).toMatch(SENTENCE);
  expect(notes).toEqual(['processes']);
});

test('pools of threads are not taken for processes', async () => {
  const { stdout, notes } = await run(`import multiprocessing.dummy, multiprocessing.pool
with multiprocessing.pool.ThreadPool(2) as pool: print(pool.map(str, range(3)))
with multiprocessing.dummy.Pool(2) as pool: print(pool.map(str, range(3)))`);
  expect(stdout).toBe("['0', '1', '2']\n['0', '1', '2']\n");
  expect(notes).toEqual([]);
});
