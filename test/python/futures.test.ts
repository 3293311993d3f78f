import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { describeOutcome } from '../../simulator/cli/describe.ts';
import type { Interpreter } from '../../simulator/engines/python/interpreter/interpreter.ts';
import type { RunOptions } from '../../simulator/engines/python/interpreter/program.ts';
import { random, roundRobin } from '../../simulator/schedule/policies.ts';
import { interpreterForTests } from './interpreter.ts';

let interpreter: Interpreter;
beforeAll(async () => {
  interpreter = await interpreterForTests();
});

const NESTED = readFileSync(new URL('programs/nested_map.py', import.meta.url), 'utf8');
const program = (text: string) => ({ files: { 'main.py': text }, entry: 'main.py' });

/** Says how the program ends, after the time. */
async function ending(text: string, options: RunOptions = {}) {
  const run = await interpreter.run(program(text), roundRobin(), options);
  return describeOutcome(run).replace(/^(\w+).*? at t = [\d.]+ s: /, '$1: ');
}

const HEAD = `import functools, threading, time
from concurrent.futures import *
def pool(name, workers=1, **more): return ThreadPoolExecutor(workers, name, **more)
a, b = pool("a"), pool("b", 2)
lock = threading.Lock()
def leaf(): pass
`;

const CASES: [what: string, text: string, words: string][] = [
  [
    'its own pool has only this worker',
    'def outer(): return a.submit(leaf).result()\na.submit(outer).result()',
    'MainThread waits for Future-1 (outer), which a_0 runs; ' +
      'a_0 waits for Future-2 (leaf), which has not begun: the only worker of its pool, a_0, is waiting.',
  ],
  [
    'the pool is another one, whose worker waits for a lock',
    `def stuck():
    with lock: pass
def outer(): return a.submit(leaf).exception()
lock.acquire(); a.submit(stuck); time.sleep(1); b.submit(outer).result()`,
    'MainThread waits for Future-1 (outer), which b_0 runs; ' +
      'a_0 waits for lock, which MainThread holds; ' +
      'b_0 waits for Future-2 (leaf), which has not begun: the only worker of its pool, a_0, is waiting.',
  ],
  [
    'wait() waits for several',
    'def outer(): wait([a.submit(leaf) for _ in range(5)])\na.submit(outer).result()',
    'MainThread waits for Future-1 (outer), which a_0 runs; a_0 waits for ' +
      [2, 3, 4]
        .map((n) => `Future-${n} (leaf), which has not begun: the only worker of its pool, a_0, is waiting, and for `)
        .join('') +
      '2 more futures.',
  ],
  [
    'as_completed has had the first of two',
    `def outer():
    for done in as_completed([b.submit(leaf), a.submit(leaf)]): pass
a.submit(outer); time.sleep(1); threading.Thread(target=lambda: None).start()`,
    'MainThread waits for a_0 to end; ' +
      'a_0 waits for Future-1 (leaf), which has not begun: the only worker of its pool, a_0, is waiting.',
  ],
  ['nobody is known to make it', 'Future().result()', 'MainThread waits for Future-1.'],
  ['wait() has futures of nobody', 'wait([Future(), Future()])', 'MainThread waits for Future-1, and for Future-2.'],
  [
    'an executor of the program keeps it',
    `class Own(Executor):
    def submit(self, f, *args): self.last = Future(); return self.last
Own().submit(leaf).result()`,
    'MainThread waits for Future-1.',
  ],
  [
    'the workers of its pool are still in an initializer',
    'def begin(): lock.acquire()\nbegin()\nc = pool("c", initializer=begin)\nc.submit(leaf).result()',
    'MainThread waits for Future-1 (leaf); c_0 waits for lock, which MainThread holds.',
  ],
  [
    'it is cancelled, and no worker has seen that',
    `def outer():
    f = a.submit(leaf); f.cancel(); wait([f])
a.submit(outer).result()`,
    'MainThread waits for Future-1 (outer), which a_0 runs; ' +
      'a_0 waits for Future-2 (leaf), which has not begun: the only worker of its pool, a_0, is waiting.',
  ],
  [
    'its function is a method in a partial, or has no name',
    `class Job:
    def work(self): return a.submit(functools.partial(self)).result()
    def __call__(self): pass
a.submit(functools.partial(functools.partial(Job().work))).result()`,
    'MainThread waits for Future-1 (work), which a_0 runs; ' +
      'a_0 waits for Future-2, which has not begun: the only worker of its pool, a_0, is waiting.',
  ],
  [
    'the queue of its pool is of a class of the program, which raises',
    `import queue
class Odd:
    def __init__(self):
        q = queue.SimpleQueue()
        self.put, self.get, self.get_nowait = q.put, q.get, q.get_nowait
    @property
    def _queue(self): raise LookupError
a._work_queue = Odd()
def outer(): return a.submit(leaf).result()
a.submit(outer).result()`,
    'MainThread waits for Future-1 (outer), which a_0 runs; a_0 waits for Future-2.',
  ],
  [
    'a thread that ends leaves the others so',
    `def outer(): return a.submit(leaf).result()
threading.Thread(target=time.sleep, args=(9,), name="last").start()
a.submit(outer).result()`,
    'MainThread waits for Future-1 (outer), which a_0 runs; ' +
      'a_0 waits for Future-2 (leaf), which has not begun: the only worker of its pool, a_0, is waiting.',
  ],
];

test.each(CASES)('who waits for a future names it, and who should have run it: %s', async (_, text, words) => {
  expect(await ending(HEAD + text)).toBe(`Deadlock: ${words}`);
});

test('of a pool of many workers some are named', async () => {
  const text = `${HEAD}go = threading.Barrier(6)
c = pool("c", 6)
def outer():
    go.wait()
    return c.submit(leaf).result()
list(c.map(lambda _: outer(), range(6)))`;
  expect(await ending(text)).toContain(
    'c_0 waits for Future-3 (leaf), which has not begun: the 6 workers of its pool, c_0, c_1, c_2, c_3 and 2 more, are all waiting; c_1',
  );
});

test('a worker that only goes on is busy, in a run that is cut off', async () => {
  const text = `${HEAD}def busy():
    while True: lock.acquire(); lock.release()
a.submit(busy)
a.submit(leaf).result()`;
  expect(await ending(text, { maxSteps: 900 })).toBe(
    'Not: MainThread waits for Future-1 (leaf), which has not begun: the only worker of its pool, a_0, is busy; a_0 can go on.',
  );
});

test.each(['operation', 'line', 'bytecode', 'cpython'] as const)(
  'of tasks that wait for tasks of their own full pool it is told in each schedule, and the next run is whole: %s',
  async (granularity) => {
    for (let seed = 1; seed <= 8; seed++) {
      const run = await interpreter.run(program(NESTED), random(seed), { granularity });
      expect(run.outcome).toBe('deadlock');
      const told = describeOutcome(run);
      expect(told).toMatch(/MainThread waits for Future-\d+ \(branch\), which ThreadPoolExecutor-0_[01] runs/);
      expect(
        told.match(/\(leaf\), which has not begun: the 2 workers of its pool, .*?_0 and .*?_1, are all waiting/g),
      ).toHaveLength(2);
      expect((await interpreter.run(program('print(1)'), roundRobin())).outcome).toBe('finished');
    }
    expect(interpreter.tainted).toBe(false);
  },
);
