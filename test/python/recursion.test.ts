import { beforeAll, expect, test } from 'vitest';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { RunOptions } from '../../simulator/engines/python/interpreter/program.ts';
import { roundRobin } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

async function printed(text: string, options: RunOptions): Promise<string> {
  let output = '';
  const program = { files: { 'main.py': text }, entry: 'main.py' };
  await interpreter.run(program, roundRobin(), options, { output: (piece) => (output += piece) });
  return output;
}

// A module's code is call 1 and depth(0) is call 2, so depth(998) is call 1,000. Of a thread, CPython has three calls below.
const DEPTH = `import sys, threading
def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(sys.getrecursionlimit(), depth())
thread = threading.Thread(target=lambda: print(depth()))
thread.start()
thread.join()
sys.setrecursionlimit(150)
print(depth())
`;

test.each<RunOptions>([
  {},
  { record: true },
  { record: true, capture: true },
  { granularity: 'line' },
  { granularity: 'line', record: true },
  { granularity: 'bytecode' },
  { granularity: 'access' },
])('a recursion is as deep as in CPython with %o', async (options) => {
  expect(await printed(DEPTH, options)).toBe('1000 998\n995\n148\n');
});

const OPERATIONS = `import sys, threading, time
sys.setrecursionlimit(150)
lock, event = threading.Lock(), threading.Event()
event.set()
def locked(n=0):
    with lock:
        pass
    try:
        return locked(n + 1)
    except RecursionError:
        return n
def asked(n=0):
    event.wait()
    time.sleep(0)
    try:
        return asked(n + 1)
    except RecursionError:
        return n
print(locked(), asked())
`;

test('recording takes nothing of the depth that operations leave', async () => {
  const without = await printed(OPERATIONS, {});
  expect(await printed(OPERATIONS, { record: true })).toBe(without);
  expect(await printed(OPERATIONS, { record: true, capture: true })).toBe(without);
});
